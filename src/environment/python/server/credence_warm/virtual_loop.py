"""An event loop whose time passes as soon as there is nothing to do but to wait: nobody sits through what a coroutine sleeps."""

import asyncio
import time

# Rounds, of a millisecond each, in which a thread that something was handed to may end.
_PATIENCE = 50


class Idle(BaseException):
    """Nothing can wake what is waited for any more."""


class _Selector:
    """Hears of nothing: a loop has no connections here."""

    def __init__(self, loop):
        self.loop, self.rounds = loop, 0

    def select(self, timeout):
        if timeout is not None:
            self.loop.now += timeout
        elif self.loop.has_thread and self.rounds < _PATIENCE:
            self.rounds += 1
            time.sleep(0.001)
        else:
            raise Idle
        return []


class VirtualLoop(asyncio.BaseEventLoop):
    # What every loop of `asyncio` is made of; the names with an underscore are those that it asks of its heirs.

    def __init__(self):
        super().__init__()
        self.now, self.has_thread = 0.0, False
        self._selector = _Selector(self)
        self.set_exception_handler(lambda loop, context: None)

    def time(self):
        return self.now

    def run_in_executor(self, executor, function, *args):
        self.has_thread = True
        return super().run_in_executor(executor, function, *args)

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


def result_of(coroutine):
    """What a coroutine gives or raises; `Idle` where it waits for what nobody will do. What it started is ended."""
    loop = VirtualLoop()
    task = loop.create_task(coroutine)
    try:
        return loop.run_until_complete(task)
    finally:
        _end(loop)


def _end(loop):
    try:
        # What refuses to end is left as it is.
        for _ in range(3):
            left = asyncio.all_tasks(loop)
            if not left:
                break
            for each in left:
                each.cancel()
            loop.call_soon(loop.stop)
            loop.run_forever()
    except BaseException:
        pass
    finally:
        loop.close()

"""A process that is forked once and then asked over a channel."""

import os
import socket
import time

from .children import Reader, write_line


class Held:
    """`lost()` is called should it end, after all that was asked has been answered with None."""

    def __init__(self, nursery, lost):
        self.nursery, self.lost = nursery, lost
        self.channel, self.pid, self.number, self.waiting = None, None, 0, {}

    def start(self, body, ready):
        """`body(channel)` runs in the process and never returns; `ready(line)` has its first message, or None."""
        ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                ours.close()
                for descriptor in self.nursery.private:
                    os.close(descriptor)
                body(theirs.detach())
            finally:
                os._exit(70)
        theirs.close()
        self.channel, self.ready = ours.detach(), ready
        # Nobody else holds its end open.
        self.nursery.private.append(self.channel)
        self.reader = Reader(self.channel)
        self.nursery.watch(self.channel, self._hear)

    def start_and_wait(self, body, until):
        """The first message; None where it ended, and False where there was no time left."""
        told = []
        self.start(body, told.append)
        while not told and time.monotonic() < until:
            self.nursery.step(0.1)
        if not told:
            self.end()
        return told[0] if told else False

    def ask(self, message, heard):
        """Calls `heard(answer)`, with None where the process is lost."""
        if self.channel is None:
            heard(None)
            return
        self.number += 1
        self.waiting[self.number] = heard
        try:
            write_line(self.channel, {"id": self.number, **message})
        except OSError:
            pass  # It has ended, which is heard soon.

    def end(self):
        try:
            os.kill(self.pid, 9)
        except OSError:
            pass
        self._close()

    def _close(self):
        channel, self.channel = self.channel, None
        if channel is not None:
            self.nursery.unwatch(channel)
            self.nursery.private.remove(channel)
            os.close(channel)
            try:
                os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:
                pass

    def _hear(self):
        try:
            lines = self.reader.lines()
        except OSError:
            lines = None
        if lines is not None:
            for line in lines:
                if "id" in line:
                    self.waiting.pop(line["id"])(line)
                else:
                    self._be_ready(line)
            return
        self._close()
        waiting, self.waiting = self.waiting, {}
        for heard in waiting.values():
            heard(None)
        self._be_ready(None)
        self.lost()

    def _be_ready(self, line):
        ready, self.ready = self.ready, None
        if ready is not None:
            ready(line)

"""What the process is besides its objects: its environment, folder, random numbers, signals and open files."""

import os
import random
import signal
import sys
import threading

_SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGVTALRM, signal.SIGUSR1, signal.SIGUSR2]


def _open_files():
    for folder in ("/proc/self/fd", "/dev/fd"):
        try:
            return set(os.listdir(folder))
        except OSError:
            pass
    return set()


class Surroundings:
    """How they are now."""

    def __init__(self, project):
        self.project = project
        self.environment, self.folder = dict(os.environ), os.getcwd()
        self.random, self.recursion = random.getstate(), sys.getrecursionlimit()
        self.signals = [signal.getsignal(each) for each in _SIGNALS]
        self.modules, self.files = dict(sys.modules), _open_files()
        self.context = self._decimal()
        self.mask = os.umask(0o22)
        os.umask(self.mask)

    def put_back(self):
        """Makes everything as it was; False where that cannot be."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        if os.environ != self.environment:
            os.environ.clear()
            os.environ.update(self.environment)
        os.chdir(self.folder)
        os.umask(self.mask)
        random.setstate(self.random)
        sys.setrecursionlimit(self.recursion)
        for number, handler in zip(_SIGNALS, self.signals):
            if signal.getsignal(number) is not handler:
                signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        if self.context is not None:
            sys.modules["decimal"].setcontext(self.context.copy())
        return threading.active_count() == 1 and self._has_modules() and self.files <= _open_files()

    def _has_modules(self):
        """What it uses and does not own may have come; of its own, each has run what a candidate made of it."""
        now = sys.modules
        if len(now) == len(self.modules) and all(now.get(name) is module for name, module in self.modules.items()):
            return True
        if any(now.get(name) is not module for name, module in self.modules.items()):
            return False
        new = [now[name] for name in list(now) if name not in self.modules]
        self.modules = dict(now)
        return not any(self.project.is_own(getattr(each, "__file__", None)) for each in new)

    @staticmethod
    def _decimal():
        decimal = sys.modules.get("decimal")
        return None if decimal is None else decimal.getcontext().copy()

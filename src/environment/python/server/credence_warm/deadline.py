"""Throws a run out of what does not end, so that those after it go on in the same process."""

import signal

from .children import give, patience

AGAIN = 0.02  # Seconds after which it is tried again, since a loop of events may swallow what is raised in it.
TRIES = 15  # Who catches all of these is ended with its process.


class DidNotEnd(BaseException):
    """The run has taken all of its time."""


class Deadline:
    """Of one run at a time; `stop()` keeps it from beginning another test."""

    def __init__(self, project, stop):
        self.project, self.stop, self.passed, self.before = project, stop, False, None

    def start(self, computing, seconds, most):
        """After so many seconds on a processor, or as many by the clock as one waits for a run of `seconds`."""
        self.passed, self.tries = False, TRIES
        self.before = signal.signal(signal.SIGALRM, self._passed)
        give(computing, self._passed, AGAIN)
        signal.setitimer(signal.ITIMER_REAL, min(most, patience(seconds)), AGAIN)

    def end(self):
        signal.setitimer(signal.ITIMER_REAL, 0)
        give(0)
        signal.signal(signal.SIGALRM, self.before)

    def _passed(self, number, frame):
        if not self.passed:
            self.passed = True
            self.stop()
        self.tries -= 1
        if self.tries < 0:
            give(AGAIN)
        # Not out of what the runner itself does, such as telling how the test ended, nor where no line is executed, which
        # runners cannot tell of.
        elif frame.f_lineno is not None and self._is_in_test(frame):
            raise DidNotEnd("the tests did not end in time")

    def _is_in_test(self, frame):
        while frame is not None:
            if self.project.is_own(frame.f_code.co_filename):
                return True
            frame = frame.f_back
        return False

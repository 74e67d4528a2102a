"""Keeps a Python project loaded and runs tests of candidates in forked children.

It is spoken to by lines of JSON: requests on standard input, answers on file descriptor 3. The project's own code runs
only in children, so what a candidate does is gone with its child.
"""

import fcntl
import os
import sys

HIGH = 200  # Above what tests count on when they open and close files.


def _take(descriptor, mode):
    """Moves a channel out of the reach of tests and puts nothing in its place."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, HIGH)
    os.close(descriptor)
    if descriptor == 0:
        null = os.open(os.devnull, mode)
        if null != descriptor:
            os.dup2(null, descriptor)
            os.close(null)
    return moved


def main():
    requests, answers = _take(0, os.O_RDONLY), _take(3, os.O_WRONLY)
    # As `python -m` has it: the working folder comes first, and nothing of ours lies on the path.
    own, sys.path[0] = sys.path[0], os.getcwd()
    sys.path.insert(0, own)
    from credence_warm import children, coverage, patch, project, session_pytest, session_unittest, trace, zygote

    sys.path.remove(own)
    zygote.Zygote(requests, answers).serve()


main()

"""What a run does beside its results: how long each test takes, and whether it changes the project's folder."""

import os
import sys
import time

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.link", "os.truncate"}
_STARTING = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system"}
_CACHES = {"__pycache__", ".pytest_cache", ".hypothesis"}


class Recorder:
    def __init__(self, project):
        self.project, self.root = project, project.root + os.sep
        # Where they are sets, paths that are read and all that are changed.
        self.reading = self.changing = None
        self.afresh()
        if hasattr(sys, "addaudithook"):
            sys.addaudithook(self._heard)

    def afresh(self):
        self.began, self.current = time.monotonic(), None
        self.since, self.load, self.computing = self.began, None, time.process_time()
        self.seconds, self.computed, self.wrote, self.processes = {}, {}, {}, False

    def started(self, test):
        self.pause()
        self.current = test

    def pause(self):
        now, computing = time.monotonic(), time.process_time()
        if self.current is None:
            self.load = now - self.began
        else:
            self.seconds[self.current] = self.seconds.get(self.current, 0) + now - self.since
            self.computed[self.current] = self.computed.get(self.current, 0) + computing - self.computing
        self.since, self.computing = now, computing

    def told(self):
        self.pause()
        return {
            "type": "record",
            "seconds": self.seconds,
            "computed": self.computed,
            "load": self.load,
            "wrote": [[test, path] for test, path in self.wrote.items()],
            "processes": self.processes,
        }

    def _heard(self, event, args):
        if event == "open":
            path, _, flags = args
            if isinstance(flags, int) and flags & _WRITING:
                self._changed(path)
            elif self.reading is not None:
                path = self._inside(path)
                if path is not None:
                    self.reading.add(path)
        elif event in _CHANGING or event == "sqlite3.connect":
            for path in args[: 2 if event == "os.rename" else 1]:
                self._changed(path)
        elif event in _STARTING and not self.processes:
            self.processes = self._is_own_doing()

    def _is_own_doing(self):
        """Plugins start processes for reasons of their own."""
        frame = sys._getframe(2)
        while frame is not None:
            if self.project.is_own(frame.f_code.co_filename):
                return True
            frame = frame.f_back
        return False

    def _inside(self, path):
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if not isinstance(path, str):
            return None
        path = os.path.abspath(path)
        return path if path.startswith(self.root) else None

    def _changed(self, path):
        path = self._inside(path)
        if path is not None and not _CACHES.intersection(path.split(os.sep)):
            self.wrote.setdefault(self.current, path)
            if self.changing is not None:
                self.changing.add(path)

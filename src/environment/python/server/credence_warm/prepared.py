"""The process that holds pytest where it would look for tests, and forks a child for each run that loads files anew: its
start, its plugins and the texts that it makes of untouched test files are the same for all of them."""

import os
import threading
import traceback
from pathlib import Path

from .anew import Anew
from .children import Nursery, Reader, die_with_parent, settle, write_line
from .record import Recorder


class Prepared:
    """Runs in a child of the zygote; `channel` leads back to it. Nothing of the workspace may be changed while it starts."""

    def __init__(self, project, channel):
        self.project, self.channel = project, channel

    def start(self):
        die_with_parent()
        os.setpgid(0, 0)
        self.emit = None
        self.opened = Recorder(self.project)
        self.opened.reading, self.opened.changing = set(), set()
        self.anew = Anew(self.project)
        try:
            self.anew.load([self.project.relative(path) for path in sorted(self.project.test_paths)], False, self._hold)
        except BaseException as error:
            if self.emit is not None:
                told = "".join(traceback.format_exception_only(type(error), error)).strip()
                self.emit({"type": "broken", "reason": told[-2000:]})
        finally:
            os._exit(70)

    def _hold(self):
        """Returns in each child, with the request that it is for."""
        self.read, self.opened.reading = self.opened.reading, None
        # Plugins make folders to put something into later.
        left = [path for path in self.opened.changing if not os.path.isdir(path) or os.listdir(path)]
        if threading.active_count() > 1 or self.opened.processes or left:
            os._exit(70)
        # What has run while pytest started has left its traces.
        self.read |= set(self.project.modules())
        _rewrite_once(self.project, self.anew.session.session.config)
        settle()
        write_line(self.channel, {"type": "prepared", "dirty": bool(self.opened.changing)})
        self.opened.changing = None
        nursery, reader, left = Nursery(), Reader(self.channel), []
        nursery.private = [self.channel]

        def hear():
            requests = reader.lines()
            if requests is None:
                nursery.close()
                os._exit(0)
            left.extend(requests)

        nursery.watch(self.channel, hear)
        while True:
            nursery.step(3600)
            while left:
                request = left.pop(0)
                if self.read.intersection(request["changed"]):
                    write_line(self.channel, {"id": request["id"], "reload": True})
                    continue
                self.emit = nursery.fork_here(request["seconds"], self._ended(request["id"]), request["most"])
                if self.emit is not None:
                    self.anew.take(request, self.emit)
                    return request["bail"], self.anew.within(request["files"])

    def _ended(self, id):
        def ended(status, lines, reason):
            write_line(self.channel, {"id": id, "status": status, "lines": lines, "reason": reason})

        return ended


def _rewrite_once(project, config):
    """Pytest makes the same of the same test file each time."""
    try:
        from _pytest.assertion import rewrite

        whole, known = rewrite._rewrite_test, {}
        for path in project.test_paths:
            with open(path, "rb") as file:
                known[path] = file.read(), whole(Path(path), config)
    except Exception:
        return

    def rewritten(path, config):
        text, made = known.get(str(path), (None, None))
        if text is not None:
            with open(path, "rb") as file:
                if file.read() == text:
                    return made
        return whole(path, config)

    rewrite._rewrite_test = rewritten

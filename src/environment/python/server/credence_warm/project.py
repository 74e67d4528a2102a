"""Which files are the project's own, and how tests are named."""

import os
import sys

FOREIGN = {"site-packages", "dist-packages", "node_modules", ".venv", "venv", "env", ".tox", ".nox"}


class Project:
    def __init__(self, facts):
        self.root = os.path.realpath(facts["root"])
        self.folder = os.path.realpath(facts["folder"])
        self.kind = facts["kind"]
        self.reporter = facts["reporter"]
        self.options = facts["options"]
        # Relative to the working folder, as the cold run is told.
        self.files = facts["files"]
        self.test_paths = {os.path.join(self.folder, file) for file in self.files}
        self._own = {}

    def relative(self, path):
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def is_own(self, path):
        """A source file of the workspace, tests among them."""
        known = self._own.get(path)
        if known is None:
            known = self._own[path] = self._within(path)
        return known

    def _within(self, path):
        if not isinstance(path, str) or not path.startswith(self.root + os.sep):
            return False
        return not FOREIGN.intersection(path[len(self.root) + 1:].split(os.sep))

    def is_measured(self, path):
        return self.is_own(path) and path not in self.test_paths

    def modules(self):
        """Loaded modules of the workspace, by file."""
        found = {}
        for module in list(sys.modules.values()):
            path = getattr(module, "__file__", None)
            if self.is_own(path):
                found.setdefault(path, []).append(module)
        return found

    def id(self, line):
        """The name of a reported test, as the engine knows it."""
        return self.relative(line["file"]) + "::" + line["name"]

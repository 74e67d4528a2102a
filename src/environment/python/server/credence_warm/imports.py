"""Who imports whom in the workspace, seen while it happens, so that modules that were loaded before count too."""

import builtins
import importlib
import sys


class Imports:
    def __init__(self, project):
        self.project, self.edges = project, {}
        self._import, self._module = builtins.__import__, importlib.import_module

    def start(self):
        def traced(name, globals=None, locals=None, fromlist=(), level=0):
            module = self._import(name, globals, locals, fromlist, level)
            path = (globals or {}).get("__file__")
            if self.project.is_own(path):
                self._note(path, self._absolute(name, globals, level), fromlist or ())
            return module

        def by_name(name, package=None):
            module = self._module(name, package)
            path = sys._getframe(1).f_globals.get("__file__")
            if self.project.is_own(path):
                self._note(path, getattr(module, "__name__", name), ())
            return module

        builtins.__import__, importlib.import_module = traced, by_name

    def stop(self):
        builtins.__import__, importlib.import_module = self._import, self._module

    @staticmethod
    def _absolute(name, globals, level):
        if level == 0:
            return name
        package = (globals.get("__package__") or globals.get("__name__", "")).split(".")
        base = package[: len(package) - level + 1]
        return ".".join(base + ([name] if name else []))

    def _note(self, importer, name, attributes):
        parts = name.split(".")
        names = [".".join(parts[: n + 1]) for n in range(len(parts))]
        names += [name + "." + each for each in attributes if isinstance(each, str)]
        for each in names:
            path = getattr(sys.modules.get(each), "__file__", None)
            if self.project.is_own(path):
                self.edges.setdefault(importer, set()).add(path)

    def loaded(self):
        """By test file, the files that were loaded for it: rather one too many."""
        known = {path for paths in self.edges.values() for path in paths}
        # Loaded by something else, such as pytest itself: any test may need it.
        common = {path for path in self.project.modules() if path not in known and path not in self.project.test_paths}
        return {test: sorted(self._reach({test} | common)) for test in self.project.test_paths}

    def _reach(self, start):
        seen, left = set(start), list(start)
        while left:
            for path in self.edges.get(left.pop(), ()):
                if path not in seen:
                    seen.add(path)
                    left.append(path)
        return seen

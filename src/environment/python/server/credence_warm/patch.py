"""Puts new code into functions that live already, where nothing but their bodies has changed.

What ran while the project loaded has left its traces in what was loaded, so code that ran then is never put in place:
such an edit needs the project loaded anew.
"""

import gc
import types

_SAME = ["co_name", "co_flags", "co_freevars", "co_argcount", "co_kwonlyargcount", "co_posonlyargcount"]
_BODY = ["co_code", "co_names", "co_varnames", "co_cellvars", "co_exceptiontable"]


def _constant(value):
    """Equal only for what is the same to a program: 1 is not True, 0.0 is not -0.0."""
    if isinstance(value, (tuple, frozenset)):
        parts = [_constant(each) for each in value]
        return type(value), sorted(parts, key=repr) if isinstance(value, frozenset) else parts
    return type(value), repr(value)


def _inner(code):
    return [each for each in code.co_consts if isinstance(each, types.CodeType)]


def _outer(code):
    return [None if isinstance(each, types.CodeType) else _constant(each) for each in code.co_consts]


def _same(old, new, names):
    return all(getattr(old, name, None) == getattr(new, name, None) for name in names)


def _document(code):
    first = code.co_consts[0] if code.co_consts else None
    return first if isinstance(first, str) else None


class Impossible(Exception):
    """The edit needs the project loaded anew."""


def pairs(old, new, ran):
    """Old code with the new that takes its place, throughout a module. Raises Impossible."""
    found = []

    def walk(old, new):
        if not _same(old, new, _SAME):
            raise Impossible
        changed = not _same(old, new, _BODY) or _outer(old) != _outer(new)
        if changed:
            parameters = old.co_argcount + old.co_kwonlyargcount
            if old in ran or old.co_name == "<module>" or _document(old) != _document(new):
                raise Impossible
            if old.co_varnames[:parameters] != new.co_varnames[:parameters]:
                raise Impossible
            found.append((old, new))
            # It never ran, so nothing that it would have made is there.
            return
        olds, news = _inner(old), _inner(new)
        if len(olds) != len(news):
            raise Impossible
        found.append((old, new))
        for each in zip(olds, news):
            walk(*each)

    walk(old, new)
    return found


class Index:
    """The functions of the workspace that live once everything is loaded."""

    def __init__(self, project, called):
        self.ran = set(called)
        self.functions, self.sources, self.trees = {}, {}, {}
        for each in gc.get_objects():
            if isinstance(each, types.FunctionType):
                path = each.__code__.co_filename
                if project.is_own(path):
                    self.functions.setdefault(path, []).append(each)
            elif isinstance(each, (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)):
                for name in ("gi_code", "cr_code", "ag_code"):
                    if hasattr(each, name):
                        self.ran.add(getattr(each, name))
        for path, modules in project.modules().items():
            # What a loader of another kind has made of the text is not ours to make.
            loaders = {type(getattr(module, "__loader__", None)).__name__ for module in modules}
            if path not in project.test_paths and path.endswith(".py") and loaders == {"SourceFileLoader"}:
                with open(path, "rb") as file:
                    self.sources[path] = file.read()

    def prepare(self, path):
        """What every plan for this file needs. Raises Impossible."""
        if path not in self.sources:
            raise Impossible
        if path not in self.trees:
            self.trees[path] = compile(self.sources[path], path, "exec", dont_inherit=True)

    def plan(self, path, text):
        """Live functions with their new code, by the file's new text (bytes). Raises Impossible."""
        self.prepare(path)
        try:
            new = compile(text, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise Impossible
        replacing = {}
        for old, code in pairs(self.trees[path], new, self.ran):
            if replacing.setdefault(old, code) is not code:
                raise Impossible
        planned = []
        for function in self.functions.get(path, ()):
            code = replacing.get(function.__code__)
            if code is None:
                raise Impossible
            planned.append((function, code))
        return planned


def put(planned):
    """What takes the same back."""
    before = [(function, function.__code__) for function, _ in planned]
    for function, code in planned:
        function.__code__ = code
    return before

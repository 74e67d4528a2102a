"""Values of the project written down as JSON and read back; the engine's `probe/wire-value.ts` says how."""

import copy
import types

MOST_DEPTH, MOST_PARTS, MOST_TEXT = 8, 400, 2000
_SAFE = 2**53 - 1
_OPAQUE = (type, types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.ModuleType, types.CodeType)


def copied(value):
    """A deep copy; what cannot be copied stays the same object."""
    try:
        return copy.deepcopy(value)
    except BaseException:
        return value


class Writer:
    """`live` takes what has no JSON. An outcome is rounded, and nothing of it is read back."""

    def __init__(self, live=None, outcome=False):
        self.live, self.outcome = [] if live is None else live, outcome
        self.parts, self.open = 0, set()

    def write(self, value, depth=0):
        self.parts += 1
        if depth > MOST_DEPTH or self.parts > MOST_PARTS:
            return {"t": "cut"}
        if value is None or value is True or value is False:
            return value
        kind = type(value)
        if kind is int:
            return value if -_SAFE <= value <= _SAFE else {"t": "bigint", "v": str(value) if value.bit_length() < 4000 else "huge"}
        if kind is float:
            return self._float(value)
        if kind is str:
            return value[:MOST_TEXT].encode("utf-8", "replace").decode("utf-8")
        key = id(value)
        if key in self.open:
            return {"t": "cut"}
        self.open.add(key)
        try:
            return self._held(value, kind, depth + 1)
        finally:
            self.open.discard(key)

    def _float(self, value):
        if value != value or value in (float("inf"), float("-inf")):
            return {"t": "number", "v": {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[repr(value)]}
        if not self.outcome:
            return {"t": "float", "v": repr(value)}
        return int(value) if value.is_integer() and abs(value) < _SAFE else float("%.12g" % value)

    def _held(self, value, kind, depth):
        if kind is list:
            return {"t": "array", "v": [self.write(each, depth) for each in value]}
        if kind is tuple:
            return {"t": "tuple", "v": [self.write(each, depth) for each in value]}
        if kind in (set, frozenset) and (self.outcome or kind is set):
            return {"t": "set", "v": [self.write(each, depth) for each in sorted(value, key=repr)]}
        if kind is dict:
            return {"t": "map", "v": [[self.write(key, depth), self.write(each, depth)] for key, each in value.items()]}
        fields = fields_of(value)
        if fields is not None:
            pairs = [[key, self.write(each, depth)] for key, each in fields.items()]
            return {"t": "instance", "ref": self._note(value), "class": kind.__name__, "v": pairs}
        if self.outcome and isinstance(value, dict):
            return {"t": "array", "v": [kind.__name__, self._held(dict(value), dict, depth)]}
        return {"t": "live", "ref": self._note(value), "text": _shown(value)}

    def _note(self, value):
        for index, each in enumerate(self.live):
            if each is value:
                return index
        self.live.append(value)
        return len(self.live) - 1


def _shown(value):
    if isinstance(value, _OPAQUE) or type(value).__repr__ is object.__repr__:
        return getattr(value, "__name__", type(value).__name__)
    try:
        return repr(value)[:300]
    except BaseException:
        return type(value).__name__


def fields_of(value):
    """What an object of the project holds, or None for what is no such object."""
    kind = type(value)
    if id(kind) not in _slots:
        _slots[id(kind)] = kind, _slots_of(kind)
    slots = _slots[id(kind)][1]
    # What only says that it is of another class, as mocks do, is asked each time.
    if slots is None or (value.__class__ is not kind and isinstance(value, _NO_FIELDS)):
        return None
    if slots is _NAMED:
        return dict(zip(value._fields, value))
    found = {}
    for name in slots:
        if hasattr(value, name):
            found[name] = getattr(value, name)
    own = getattr(value, "__dict__", None)
    if isinstance(own, dict):
        found.update(own)
    elif not found:
        return None
    return found


# By a class's identity, since some cannot be hashed: it, with names of slots, _NAMED for a tuple with names, None for what
# has no fields.
_slots = {}
_NAMED = ()
_NO_FIELDS = _OPAQUE + (BaseException, dict, list, set, frozenset, str, bytes, int, float)


def _slots_of(kind):
    if issubclass(kind, _NO_FIELDS):
        return None
    if issubclass(kind, tuple):
        return _NAMED if hasattr(kind, "_fields") else None
    if hasattr(kind, "__members__") or kind.__module__ in ("builtins", "datetime", "decimal", "fractions"):
        return None
    found = []
    for each in reversed(kind.__mro__):
        slots = each.__dict__.get("__slots__", ())
        found.extend((slots,) if isinstance(slots, str) else slots)
    return found


def read(wire, live):
    """A value of its own for each call; references give copies of what is in the table."""
    if not isinstance(wire, dict):
        return wire
    kind, held = wire["t"], wire.get("v")
    if kind in ("number", "float"):
        return float(held.replace("Infinity", "inf"))
    if kind == "bigint":
        return int(held)
    if kind == "array":
        return [read(each, live) for each in held]
    if kind == "tuple":
        return tuple(read(each, live) for each in held)
    if kind == "set":
        return {read(each, live) for each in held}
    if kind in ("map", "object"):
        return {read(key, live) if kind == "map" else key: read(each, live) for key, each in held}
    if kind == "live":
        return copied(live[wire["ref"]])
    if kind == "instance":
        fields = {key: read(each, live) for key, each in held}
        like = live[wire["ref"]]
        if isinstance(like, tuple):
            return type(like)(**fields)
        made = copy.copy(like)
        for key, each in fields.items():
            object.__setattr__(made, key, each)
        return made
    return None

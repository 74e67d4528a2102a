"""What objects of Python and of its library hold, as far as a program can change it."""

import functools
import gc
import operator
import re
import types
import weakref

_MISSING = object()

# They hold nothing that changes.
ATOMS = {
    *(type(None), bool, int, float, complex, str, bytes, range, slice, object, type(...), type(NotImplemented)),
    *(types.CodeType, types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodWrapperType),
    *(types.MethodDescriptorType, types.ClassMethodDescriptorType, types.GetSetDescriptorType),
    *(types.MemberDescriptorType, types.FrameType, types.TracebackType, weakref.ref, re.Pattern, re.Match),
    *(operator.itemgetter, operator.attrgetter, operator.methodcaller),
}

# By the full name of a class that is made in C; others that derive from it may hold more in a dictionary of their own.
_PLAIN = {
    *("decimal.Decimal", "datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta"),
    *("datetime.timezone", "datetime.tzinfo", "zoneinfo.ZoneInfo", "_struct.Struct", "Struct", "_abc._abc_data"),
    *("types.GenericAlias", "types.UnionType", "types.SimpleNamespace", "_contextvars.ContextVar", "ContextVar"),
    *("collections._tuplegetter", "_collections._tuplegetter", "_thread._localdummy", "typing.TypeVar", "typing.ParamSpec"),
    *("typing.TypeVarTuple", "typing.TypeAliasType", "typing.Generic", "typing.Union", "builtins.object"),
    *("collections.defaultdict", "collections.OrderedDict", "uuid.SafeUUID", "_queue.Empty"),
}

# Those whose changes no container shows, with what tells them.
TOLD = {
    "itertools.count": repr,
    "builtins.bytearray": bytes,
    "_thread._local": lambda each: [(key, id(value)) for key, value in vars(each).items()],
    "array.array": lambda each: each.tobytes(),
    "_random.Random": lambda each: each.getstate(),
    "_thread.lock": lambda each: each.locked(),
    "_thread.RLock": lambda each: repr(each).split(" ")[0:3],
    "_io.StringIO": lambda each: (each.getvalue(), each.tell()),
    "_io.BytesIO": lambda each: (each.getvalue(), each.tell()),
    "builtins.generator": lambda each: (each.gi_frame is None, each.gi_frame and each.gi_frame.f_lasti),
    "decimal.Context": repr,
}

# Of these, what puts them back to what was told.
PUT = {
    "builtins.bytearray": lambda each, told: each.__setitem__(slice(None), told),
    "_random.Random": lambda each, told: each.setstate(told),
}

# What else to look at in them; they themselves stay as they are.
HOLDERS = {
    staticmethod: lambda each: (each.__func__,),
    classmethod: lambda each: (each.__func__,),
    property: lambda each: (each.fget, each.fset, each.fdel),
    types.MethodType: lambda each: (each.__self__, each.__func__),
    types.MappingProxyType: lambda each: (inner(each),),
    functools.partial: lambda each: (each.func, each.args, each.keywords, vars(each)),
}

# Of a test runner's own objects only those that hold what tests are given.
_OF_RUNNERS = {"_pytest", "pytest", "pluggy", "credence_warm", "credence_report", "credence_unittest", "typing"}
_GIVEN = {"Mark", "MarkDecorator", "ParameterSet", "CallSpec2", "FixtureFunctionMarker", "FixtureFunctionDefinition"}
_in_c, _members = {}, {}


def inner(proxy):
    """The dictionary that a view of it shows."""
    return gc.get_referents(proxy)[0]


def name(kind):
    return "%s.%s" % (kind.__module__, kind.__qualname__)


def is_plain(kind):
    return kind in ATOMS or name(kind) in _PLAIN or issubclass(kind, BaseException)


def is_of_runner(kind):
    return kind.__module__.split(".")[0] in _OF_RUNNERS and kind.__name__ not in _GIVEN


def is_made_in_c(kind):
    """It has slots that nothing in Python wrote; only those can hold what nobody sees."""
    known = _in_c.get(kind)
    if known is None:
        known = _in_c[kind] = any(_is_from_c(each, kind) for each in vars(kind).values())
    return known


def _is_from_c(each, kind):
    if isinstance(each, types.GetSetDescriptorType):
        return each.__objclass__ is kind and each.__name__ not in ("__dict__", "__weakref__")
    slots = (types.MethodDescriptorType, types.WrapperDescriptorType)
    return isinstance(each, slots) and each.__objclass__ is kind


def members(kind):
    """Descriptors of `__slots__`."""
    known = _members.get(kind)
    if known is None:
        known = [] if is_made_in_c(kind) else [each for each in vars(kind).values() if type(each) is types.MemberDescriptorType]
        _members[kind] = known
    return known


def slot(each, member):
    try:
        return member.__get__(each)
    except AttributeError:
        return _MISSING


def put_slot(each, member, value):
    if value is _MISSING:
        member.__delete__(each)
    else:
        member.__set__(each, value)


def content(cell):
    try:
        return cell.cell_contents
    except ValueError:
        return _MISSING


def put_content(cell, value):
    if value is _MISSING:
        del cell.cell_contents
    else:
        cell.cell_contents = value

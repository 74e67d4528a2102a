"""Records the calls that tests make into the project, so that each can be made again with other arguments."""

import sys
import types

from .values import Writer, copied

MOST_EACH, MOST_ALL, MOST_NOTED = 40, 240, 4000
_GENERATOR = 0x20 | 0x80 | 0x200  # CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR
_ASYNC_GENERATOR = 0x200
_STAR, _STARS = 0x04, 0x08


class Base:
    """A call that can be made again: of a function, of a method, or the reading of a property."""

    def __init__(self, key, noted):
        self.live = []
        self.call, self.receiver, self.args, self.keywords = noted["call"], noted["self"], noted["args"], noted["keywords"]
        writer = Writer(self.live)
        name = noted["id"].split("#")[1].split(".")[-1]
        steps = [{"kind": "call", "name": name, "args": [writer.write(each) for each in self.args]}]
        if self.receiver is not None:
            held = writer.write(self.receiver[0])
            steps.insert(0, {"kind": "value", "name": type(self.receiver[0]).__name__, "args": [held]})
        self.wire = {"base": key, "function": noted["id"], "test": noted["test"], "isEntry": noted["entry"], "steps": steps}


class Calls:
    """`wanted` holds functions as `path#Class.method`."""

    def __init__(self, project, wanted):
        self.project, self.wanted = project, set(wanted)
        self.test, self.noted, self.stack, self.resumed = "", [], [], set()
        self.names = {}
        # Objects by identity, kept so that no other takes it, with what their methods have run.
        self.touched = {}

    def start(self):
        # Not a profile, which hears of each function made in C and of whatever the test runner calls.
        sys.settrace(self._entered)

    def stop(self):
        sys.settrace(None)

    def bases(self):
        kept, counts, numbers = {}, {}, {}
        for noted in self.noted:
            kind = (noted["id"], "test" if noted["entry"] else "project", noted["test"])
            numbers[kind] = numbers.get(kind, 0) + 1
            count = counts.get(noted["id"], 0)
            if count >= MOST_EACH or len(kept) >= MOST_ALL or not any(self.wanted & each for each in noted["reached"]):
                continue
            counts[noted["id"]] = count + 1
            key = "%s|%s|%s|%d" % (*kind, numbers[kind])
            kept[key] = Base(key, noted)
        return kept

    def _entered(self, frame, event, argument):
        code = frame.f_code
        if not self.project.is_measured(code.co_filename):
            return None
        frame.f_trace_lines = False
        id = self._id(frame)
        reached = {id}
        entry = not self.stack
        for _, others in self.stack:
            others.add(id)
        self.stack.append((frame, reached))
        if (entry or id in self.wanted) and len(self.noted) < MOST_NOTED and not self._is_resumed(frame):
            noted = self._call(frame, code)
            if noted is not None:
                before = list(self._touching(noted.pop("owner"), reached))
                self.noted.append({"id": id, "test": self.test, "entry": entry, "reached": [reached, *before], **noted})
        return self._left

    def _left(self, frame, event, argument):
        if event == "return":
            while self.stack:
                if self.stack.pop()[0] is frame:
                    break
        return self._left

    def _touching(self, owner, reached):
        """What the methods called before on an object have run; from now on this call counts among them."""
        if owner is None or len(self.touched) > MOST_NOTED:
            return ()
        _, known = self.touched.setdefault(id(owner[0]), (owner[0], []))
        before = list(known)
        if len(known) < 40:
            known.append(reached)
        return before

    def _is_resumed(self, frame):
        """A generator is entered each time that it goes on."""
        if not frame.f_code.co_flags & _GENERATOR:
            return False
        if id(frame) in self.resumed:
            return True
        self.resumed.add(id(frame))
        return False

    def _id(self, frame):
        code = frame.f_code
        known = self.names.get(code)
        if known is None:
            name = getattr(code, "co_qualname", None) or _qualified(frame)
            known = self.project.relative(code.co_filename) + "#" + name.replace(".<locals>", "")
            self.names[code] = known
        return known

    def _call(self, frame, code):
        """How to make the call again; None where that is not known."""
        name, held = code.co_name, frame.f_locals
        if name.startswith("<") or code.co_flags & _ASYNC_GENERATOR:
            return None
        count, only = code.co_argcount, code.co_kwonlyargcount
        try:
            first = [held[each] for each in code.co_varnames[:count]]
            keywords = list(code.co_varnames[count : count + only])
            last = [held[each] for each in keywords]
            at = count + only
            rest = list(held[code.co_varnames[at]]) if code.co_flags & _STAR else []
            at += 1 if code.co_flags & _STAR else 0
            named = dict(held[code.co_varnames[at]]) if code.co_flags & _STARS else {}
        except KeyError:
            return None
        found = _callable(frame, name, first)
        if found is None:
            return None
        call, receiver, skipped = found
        args = first[skipped:] + rest + last + list(named.values())
        kept = None if receiver is None else [copied(receiver)]
        owner = [first[0]] if skipped else None
        return {"call": call, "owner": owner, "self": kept, "args": [copied(each) for each in args], "keywords": keywords + list(named)}


def _qualified(frame):
    """Before Python 3.11: the class of the receiver that defines it."""
    code = frame.f_code
    if code.co_argcount:
        first = frame.f_locals.get(code.co_varnames[0])
        for kind in getattr(type(first), "__mro__", ()):
            if getattr(kind.__dict__.get(code.co_name), "__code__", None) is code:
                return kind.__name__ + "." + code.co_name
    return code.co_name


def _code_of(found):
    """The code behind what a name gives, through what decorates it."""
    for _ in range(5):
        found = getattr(found, "__func__", found)
        if isinstance(found, property):
            found = found.fget
        wrapped = getattr(found, "__wrapped__", None)
        if wrapped is None:
            break
        found = wrapped
    return getattr(found, "__code__", None)


def _callable(frame, name, first):
    """(call(receiver, args, keywords), receiver, leading arguments that it brings itself)."""
    code = frame.f_code
    direct = frame.f_globals.get(name)
    if _code_of(direct) is code:
        return (lambda receiver, args, keywords: direct(*args, **keywords)), None, 0
    if first:
        kinds = first[0].__mro__ if isinstance(first[0], type) else type(first[0]).__mro__
        for kind in kinds:
            found = kind.__dict__.get(name)
            if found is None or _code_of(found) is not code:
                continue
            if isinstance(found, property):
                return (lambda receiver, args, keywords: found.fget(receiver)), first[0], 1
            if isinstance(found, classmethod):
                owner = first[0]
                return (lambda receiver, args, keywords: getattr(owner, name)(*args, **keywords)), None, 1
            if isinstance(found, staticmethod):
                break
            if name == "__init__":
                owner = type(first[0])
                return (lambda receiver, args, keywords: owner(*args, **keywords)), None, 1
            return (lambda receiver, args, keywords: getattr(receiver, name)(*args, **keywords)), first[0], 1
    for owner in list(frame.f_globals.values()):
        found = owner.__dict__.get(name) if isinstance(owner, type) else None
        if isinstance(found, staticmethod) and _code_of(found) is code:
            return (lambda receiver, args, keywords: getattr(owner, name)(*args, **keywords)), None, 0
    return None

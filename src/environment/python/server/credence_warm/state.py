"""What a loaded project can reach and change, so that it can be put back to how it was before a candidate ran.

Everything is compared by identity, a container at a time: what is the same has the same things in it. What cannot be
looked into, such as a connection to a database, keeps candidates from sharing a process at all.
"""

import collections
import functools
import gc
import itertools
import sys
import types
from operator import is_

from . import kinds
from .counters import Counters

MOST = 20000  # Objects; more take longer to compare than a child takes to start.


class Unknown(Exception):
    """Something of the project cannot be watched."""


class State:
    """How the project is now. `used` are further objects that its tests use; of those in `flat` only what they name."""

    def __init__(self, project, used=(), flat=()):
        self.mappings, self.classes, self.lists, self.sets, self.slots, self.cells = [], [], [], [], [], []
        self.caches, self.watched, self.replaced, self.counted = [], [], [], []
        self.own = {id(module) for modules in project.modules().values() for module in modules}
        self.foreign, self.seen, self.kept, self.left = {}, set(), [], []
        for module in list(sys.modules.values()):
            if isinstance(module, types.ModuleType) and id(module) not in self.own:
                self.foreign[module.__name__] = module
                # Also reached as the globals of functions.
                self.seen.add(id(vars(module)))
        for modules in project.modules().values():
            for module in modules:
                self._add(module)
        self._add_used()
        for each in used:
            self._add(each)
        while self.left:
            self._look(self.left.pop())
            if len(self.kept) > MOST:
                raise Unknown("the project holds more than can be watched")
        for each in flat:
            self._flat(vars(each))
        self.counters = self._counters()
        del self.seen, self.left, self.foreign

    def _counters(self):
        held = [values for _, _, _, values in self.mappings] + [items for _, _, items in self.lists]
        held += [values for _, _, values in self.classes + self.slots]
        owners = {id(mapping) for mapping, _, _, _ in self.mappings} | {id(each) for _, each, _ in self.lists}
        owners |= {id(kinds.inner(vars(kind))) for kind, _, _ in self.classes} | {id(own) for own, _, _ in self.slots}
        return Counters(self.counted, held, owners, {id(self.kept)})

    def put_back(self):
        """Makes everything as it was; False where that cannot be."""
        # They go into the containers anew.
        if not self.counters.put_back():
            return False
        for mapping, put, keys, values in self.mappings:
            same = dict.__len__(mapping) == len(keys) and all(map(is_, dict.values(mapping), values))
            if not same or not all(map(is_, dict.__iter__(mapping), keys)):
                put.clear(mapping)
                for key, value in zip(keys, values):
                    put.__setitem__(mapping, key, value)
        for mapping, keys, values in self.replaced:
            if not all(map(is_, map(mapping.get, keys), values)):
                mapping.update(zip(keys, values))
        for kind, names, values in self.classes:
            now = vars(kind)
            if len(now) != len(names) or not all(map(is_, map(now.get, names), values)):
                for name in now.keys() - set(names):
                    type.__delattr__(kind, name)
                for name, value in zip(names, values):
                    if now.get(name) is not value:
                        type.__setattr__(kind, name, value)
        for put, own, items in self.lists:
            if len(own) != len(items) or not all(map(is_, put.__iter__(own), items)):
                put.clear(own)
                put.extend(own, items)
        for own, items in self.sets:
            if set.__len__(own) != len(items) or not all(map(own.__contains__, items)):
                set.clear(own)
                set.update(own, items)
        for own, members, values in self.slots:
            for member, value in zip(members, values):
                if kinds.slot(own, member) is not value:
                    kinds.put_slot(own, member, value)
        for cell, value in self.cells:
            if kinds.content(cell) is not value:
                kinds.put_content(cell, value)
        for cache, size in self.caches:
            if cache.cache_info() != size:
                cache.cache_clear()
                if size.currsize > 0:
                    return False
        left = [watched for watched in self.watched if not _is_told(*watched)]
        if any(put is None for _, _, _, put in left):
            # A class that a test has made goes once nothing holds it any more.
            gc.collect()
        return all(_is_told(*watched) for watched in left)

    def _add(self, each):
        if type(each) in kinds.ATOMS or id(each) in self.seen:
            return
        self.seen.add(id(each))
        self.kept.append(each)
        self.left.append(each)

    def _add_all(self, each):
        for one in each:
            self._add(one)

    def _add_used(self):
        """What the standard library holds for everybody."""
        logging, warnings = sys.modules.get("logging"), sys.modules.get("warnings")
        if logging is not None:
            self._add(logging.root)
            self._add(logging.root.manager.loggerDict)
            self._flat(vars(logging.root.manager))
        if warnings is not None:
            self._keep_list(warnings.filters)
        for each in (sys.path, sys.argv, sys.meta_path, sys.path_hooks):
            self._keep_list(each)
        for name in ("builtins", "asyncio.events", "unittest.mock"):
            self._replaceable(self.foreign.get(name))
        if "random" in self.foreign:
            self._add(getattr(self.foreign["random"], "_inst", None))

    def _replaceable(self, module):
        """What others import of it as they go is added to it, and stays."""
        if module is not None and module is not sys:
            self.replaced.append((vars(module), list(vars(module)), list(vars(module).values())))

    def _look(self, each):
        kind = type(each)
        if isinstance(each, types.ModuleType):
            if id(each) in self.own:
                self._mapping(vars(each))
            else:
                self._replaceable(each)
        elif isinstance(each, type):
            self._class(each)
        elif kind is types.FunctionType:
            self._add_all(each.__closure__ or ())
            self._add_all(each.__defaults__ or ())
            self._add_all((each.__kwdefaults__ or {}).values())
            self._add(each.__globals__)
            self._mapping(vars(each))
        elif kind is types.CellType:
            self.cells.append((each, kinds.content(each)))
            self._add(kinds.content(each))
        elif kind in kinds.HOLDERS:
            self._add_all(kinds.HOLDERS[kind](each))
        elif not kinds.is_of_runner(kind):
            self._instance(each, kind)

    def _flat(self, mapping):
        self.mappings.append((mapping, dict, list(mapping), list(mapping.values())))
        for value in mapping.values():
            if type(value) is list:
                self._keep_list(value)

    def _class(self, kind):
        if kind.__module__ in self.foreign:
            return
        self.classes.append((kind, list(vars(kind)), list(vars(kind).values())))
        self._add_all(vars(kind).values())
        self._add_all(kind.__bases__)
        # A class that a test has made is among them until it is collected.
        count = lambda each: len(type.__subclasses__(each))
        self.watched.append((kind, count, count(kind), None))

    def _instance(self, each, kind):
        """By what its classes hold, those that are made in C among them."""
        for base in kind.__mro__[:-1]:
            if not kinds.is_made_in_c(base):
                continue
            if base is dict or base is list or base is set or base is collections.deque:
                self._container(each, base, kind)
            elif base in (tuple, frozenset):
                self._add_all(base.__iter__(each))
            elif base is functools._lru_cache_wrapper:
                self.caches.append((each, each.cache_info()))
            elif base is itertools.count and kind is base:
                self.counted.append(each)
            elif kinds.name(base) in kinds.TOLD:
                tell = kinds.TOLD[kinds.name(base)]
                self.watched.append((each, tell, tell(each), kinds.PUT.get(kinds.name(base))))
            elif not kinds.is_plain(base):
                raise Unknown("the project holds a %s" % kinds.name(base))
        try:
            self._mapping(object.__getattribute__(each, "__dict__"))
        except AttributeError:
            pass
        members = [member for base in kind.__mro__ for member in kinds.members(base)]
        if members:
            self.slots.append((each, members, [kinds.slot(each, member) for member in members]))
            self._add_all(self.slots[-1][2])

    def _container(self, each, base, kind):
        if base is dict:
            put = collections.OrderedDict if issubclass(kind, collections.OrderedDict) else dict
            self._mapping(each, put)
        elif base is set:
            items = list(set.__iter__(each))
            self.sets.append((each, items))
            self._add_all(items)
        else:
            self._keep_list(each, base)
            self._add_all(base.__iter__(each))

    def _keep_list(self, each, base=list):
        self.lists.append((base, each, list(base.__iter__(each))))

    def _mapping(self, mapping, put=dict):
        if not isinstance(mapping, dict):
            return
        keys, values = list(dict.__iter__(mapping)), list(dict.values(mapping))
        self.seen.add(id(mapping))
        self.mappings.append((mapping, put, keys, values))
        self._add_all(keys)
        self._add_all(values)


def _is_told(each, tell, told, put):
    """Whether it tells what it told before, if need be since it is put back."""
    if tell(each) != told and put is not None:
        put(each, told)
    return tell(each) == told

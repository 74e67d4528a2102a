"""Routes, and finding the one for a request.

A pattern is a path with variables in angle brackets: ``/users/<int:id>``.
A variable without a converter is a ``str``.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from router.converters import CONVERTERS
from router.query import build_query

VARIABLE = re.compile(r"<(?:(\w+):)?(\w+)>")


class NotFound(LookupError):
    """No route has this path, or this name."""


class MethodNotAllowed(LookupError):
    """Routes have this path, but none of them this method."""

    def __init__(self, path, allowed):
        super().__init__(f"{path}: allowed are {', '.join(sorted(allowed))}")
        self.allowed = frozenset(allowed)


@dataclass(frozen=True)
class Match:
    name: str
    params: dict


class Route:
    def __init__(self, name, pattern, methods=("GET",)):
        self.name = name
        self.pattern = pattern
        self.methods = {method.upper() for method in methods}
        if "GET" in self.methods:
            self.methods.add("HEAD")
        self.variables = {}
        self._regex = re.compile(self._compile())

    def _compile(self):
        regex = ""
        end = 0
        for found in VARIABLE.finditer(self.pattern):
            converter = CONVERTERS[found[1] or "str"]
            self.variables[found[2]] = converter
            regex += re.escape(self.pattern[end:found.start()])
            regex += f"(?P<{found[2]}>{converter.regex})"
            end = found.end()
        return regex + re.escape(self.pattern[end:])

    def match(self, path):
        """The variables of the path, None if the path is not this route's."""
        found = self._regex.fullmatch(path)
        if found is None:
            return None
        return {
            name: converter.to_python(found[name])
            for name, converter in self.variables.items()
        }

    def build(self, params):
        """The path with the variables filled in."""

        def fill(found):
            name = found[2]
            if name not in params:
                raise ValueError(f"{self.name}: missing {name}")
            converter = self.variables[name]
            return quote(converter.to_url(params[name]), safe=converter.safe)

        return VARIABLE.sub(fill, self.pattern)


class Router:
    def __init__(self):
        self._routes = []

    def add(self, name, pattern, methods=("GET",)):
        self._routes.append(Route(name, pattern, methods))

    def match(self, method, path):
        """The first route added that has both the path and the method.

        Raises MethodNotAllowed, with the methods of every route that has the
        path, if only the method is wrong, otherwise NotFound.
        """
        allowed = set()
        for route in self._routes:
            params = route.match(path)
            if params is None:
                continue
            if method.upper() in route.methods:
                return Match(route.name, params)
            allowed |= route.methods
        if allowed:
            raise MethodNotAllowed(path, allowed)
        raise NotFound(path)

    def url_for(self, name, /, *, query=None, **params):
        """The URL of a named route."""
        for route in self._routes:
            if route.name == name:
                url = route.build(params)
                return f"{url}?{build_query(query)}" if query else url
        raise NotFound(name)

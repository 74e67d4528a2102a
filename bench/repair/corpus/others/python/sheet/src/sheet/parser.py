"""Formulas: numbers, cells, SUM and MAX of ranges, + - * / and brackets.

The parser returns nested tuples: ("num", 2.0), ("ref", Ref),
("call", name, first, last), ("neg", node) or (operator, left, right).
"""

import re

from .errors import FormulaError
from .refs import Ref

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|(\$?[A-Z]+\$?\d+)|([A-Z]+)|([-+*/():]))")
FUNCTIONS = ("SUM", "MAX")


def tokenize(text):
    tokens = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise FormulaError(f"unexpected {text[position:]!r}")
        tokens.append(match.group().strip())
        position = match.end()
    return tokens


class Parser:
    def __init__(self, text):
        self._tokens = tokenize(text)
        self._next = 0

    def parse(self):
        node = self._sum()
        if self._peek() is not None:
            raise FormulaError(f"unexpected {self._peek()!r}")
        return node

    def _peek(self):
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, expected=None):
        token = self._peek()
        if token is None or (expected is not None and token != expected):
            raise FormulaError(f"expected {expected or 'a value'}, found {token!r}")
        self._next += 1
        return token

    def _sum(self):
        """product (("+" | "-") product)*, computed from left to right"""
        left = self._product()
        while self._peek() in ("+", "-"):
            operator = self._take()
            left = (operator, left, self._product())
        return left

    def _product(self):
        """factor (("*" | "/") factor)*, computed from left to right"""
        left = self._factor()
        while self._peek() in ("*", "/"):
            operator = self._take()
            left = (operator, left, self._factor())
        return left

    def _factor(self):
        token = self._take()
        if token == "-":
            return ("neg", self._factor())
        if token == "(":
            node = self._sum()
            self._take(")")
            return node
        if token in FUNCTIONS:
            self._take("(")
            first = Ref.parse(self._take())
            self._take(":")
            last = Ref.parse(self._take())
            self._take(")")
            return ("call", token, first, last)
        if token[0].isdigit():
            return ("num", float(token))
        return ("ref", Ref.parse(token))

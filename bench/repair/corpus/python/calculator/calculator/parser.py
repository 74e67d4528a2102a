"""
expression = term {("+" | "-") term}
term       = unary {("*" | "/" | "%") unary}
unary      = ("-" | "+") unary | power
power      = atom ["^" unary]
atom       = number | name | name "(" [expression {"," expression}] ")" | "(" expression ")"
"""

from .ast import Binary, Call, Expression, Number, Unary, Variable
from .errors import SyntaxProblem
from .tokens import Token, tokenize


class Parser:
    def __init__(self, source: str) -> None:
        self._tokens = tokenize(source)
        self._position = 0

    @property
    def _current(self) -> Token:
        return self._tokens[self._position]

    def _advance(self) -> Token:
        token = self._current
        self._position += 1
        return token

    def _at(self, *operators: str) -> bool:
        return self._current.kind == "operator" and self._current.text in operators

    def _expect(self, operator: str) -> None:
        if not self._at(operator):
            raise SyntaxProblem(f"expected {operator!r}", self._current.position)
        self._advance()

    def parse(self) -> Expression:
        expression = self._expression()
        if self._current.kind != "end":
            raise SyntaxProblem(f"unexpected {self._current.text!r}", self._current.position)
        return expression

    def _expression(self) -> Expression:
        left = self._term()
        while self._at("+", "-"):
            operator = self._advance().text
            left = Binary(operator, left, self._term())
        return left

    def _term(self) -> Expression:
        left = self._unary()
        while self._at("*", "/", "%"):
            operator = self._advance().text
            left = Binary(operator, left, self._unary())
        return left

    def _unary(self) -> Expression:
        if self._at("-", "+"):
            operator = self._advance().text
            return Unary(operator, self._unary())
        return self._power()

    def _power(self) -> Expression:
        base = self._atom()
        if self._at("^"):
            self._advance()
            return Binary("^", base, self._unary())
        return base

    def _atom(self) -> Expression:
        token = self._advance() if self._current.kind != "end" else self._current
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "name":
            if self._at("("):
                return Call(token.text, self._arguments())
            return Variable(token.text)
        if token.kind == "operator" and token.text == "(":
            inner = self._expression()
            self._expect(")")
            return inner
        raise SyntaxProblem("expected a value", token.position)

    def _arguments(self) -> tuple[Expression, ...]:
        self._expect("(")
        arguments = []
        if not self._at(")"):
            arguments.append(self._expression())
            while self._at(","):
                self._advance()
                arguments.append(self._expression())
        self._expect(")")
        return tuple(arguments)


def parse(source: str) -> Expression:
    return Parser(source).parse()

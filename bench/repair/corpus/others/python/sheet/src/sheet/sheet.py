"""The sheet: cells by name, their values, and copying."""

from .errors import CycleError, FormulaError
from .parser import Parser
from .refs import REF_PATTERN, Ref


class Sheet:
    def __init__(self):
        self._cells = {}

    def set(self, name, content):
        """Put a number, a formula ("=A1+1") or None (empty) into a cell."""
        key = Ref.parse(name).key
        if content is None:
            self._cells.pop(key, None)
        else:
            self._cells[key] = content

    def content(self, name):
        return self._cells.get(Ref.parse(name).key)

    def value(self, name):
        """The value of a cell; an empty cell counts as 0."""
        return self._value(Ref.parse(name), [])

    def copy(self, source, target):
        """Copy a cell; the relative references of its formula move along."""
        origin, goal = Ref.parse(source), Ref.parse(target)
        content = self._cells.get(origin.key)
        if isinstance(content, str):
            columns = goal.column - origin.column
            rows = goal.row - origin.row
            content = REF_PATTERN.sub(
                lambda match: str(Ref.parse(match.group()).moved(columns, rows)), content
            )
        self.set(target, content)

    def _value(self, ref, active):
        content = self._cells.get(ref.key, 0)
        if not isinstance(content, str):
            return float(content)
        if ref.key in active:
            raise CycleError(f"{ref} needs its own value")
        active.append(ref.key)
        result = self._compute(Parser(content.removeprefix("=")).parse(), active)
        active.pop()
        return result

    def _compute(self, node, active):
        kind = node[0]
        if kind == "num":
            return node[1]
        if kind == "ref":
            return self._value(node[1], active)
        if kind == "neg":
            return -self._compute(node[1], active)
        if kind == "call":
            values = [self._value(ref, active) for ref in _range(node[2], node[3])]
            return sum(values) if node[1] == "SUM" else max(values)
        left = self._compute(node[1], active)
        right = self._compute(node[2], active)
        if kind == "+":
            return left + right
        if kind == "-":
            return left - right
        if kind == "*":
            return left * right
        if right == 0:
            raise FormulaError("division by zero")
        return left / right


def _range(first, last):
    """All cells of the rectangle, whichever two opposite corners are given."""
    left, right = sorted((first.column, last.column))
    top, bottom = sorted((first.row, last.row))
    return [
        Ref(column, row)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]

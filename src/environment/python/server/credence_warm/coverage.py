"""Lines that ran, told as statements. Offsets count UTF-16 units of the text without its byte-order mark."""

import ast
import io
import sys
import tokenize

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = _FUNCTIONS + (ast.ClassDef,)
# Before 3.10 the compiler leaves these out where it can, so that their lines are never told.
_JUMPS = (ast.Pass, ast.Continue, ast.Break) if sys.version_info < (3, 10) else ()


def _is_silent(node):
    """Leaves no instruction of its own, so that nothing tells whether it ran."""
    if isinstance(node, (ast.Global, ast.Nonlocal) + _JUMPS):
        return True
    if isinstance(node, ast.AnnAssign):
        return node.value is None
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _first_line(node):
    return min([node.lineno] + [each.lineno for each in getattr(node, "decorator_list", [])])


class Statements:
    """The statements of one file: where they are, and which ran when a line did."""

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
        if text.startswith("\ufeff"):
            text = text[1:]
        tree = ast.parse(text)
        self._lines, self._offsets = self._starts(text)
        nodes = []
        self._walk(tree.body, (), nodes)
        nodes.sort(key=lambda entry: (entry[0], -entry[1]))
        index = {id(entry[2]): position for position, entry in enumerate(nodes)}
        self.ranges = [[start, end] for start, end, _, _ in nodes]
        self._by_line = {}
        for start, end, node, parents in nodes:
            chain = [index[id(each)] for each in parents if id(each) in index] + [index[id(node)]]
            for line in range(_first_line(node), node.end_lineno + 1):
                self._by_line.setdefault(line, []).append((node, chain))

    def _starts(self, text):
        lines, offsets, at = [], [], 0
        # What Python counts as lines: no other separator ends one.
        for line in io.StringIO(text, newline="").readlines() if "\r" not in text else self._split(text):
            lines.append(line)
            offsets.append(at)
            at += len(line.encode("utf-16-le", "surrogatepass")) // 2
        return lines, offsets

    @staticmethod
    def _split(text):
        parts, rest = [], text
        import re

        for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", rest):
            parts.append(match.group(0))
        return parts

    def _offset(self, line, column):
        head = self._lines[line - 1].encode("utf-8", "surrogatepass")[:column]
        return self._offsets[line - 1] + len(head.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")) // 2

    def _walk(self, body, parents, nodes):
        for node in body:
            if not _is_silent(node):
                first = [node] + list(getattr(node, "decorator_list", []))
                start = min(self._offset(each.lineno, each.col_offset) for each in first)
                nodes.append((start, self._offset(node.end_lineno, node.end_col_offset), node, parents))
            # A definition runs when its function is made, not when the function does.
            inner = () if isinstance(node, _SCOPES) else parents + (node,)
            for name in ("body", "orelse", "finalbody"):
                self._walk(getattr(node, name, None) or [], inner, nodes)
            for handler in getattr(node, "handlers", None) or []:
                self._walk(handler.body, inner, nodes)
            for case in getattr(node, "cases", None) or []:
                self._walk(case.body, inner, nodes)

    def reached(self, lines):
        """Indices of the statements that ran; rather one too many where a line holds several."""
        hit = set()
        for line in lines:
            around = self._by_line.get(line, [])
            if not around:
                continue
            own = [chain for node, chain in around if _first_line(node) == line]
            for chain in own or [around[-1][1]]:
                hit.update(chain)
        return sorted(hit)

from dataclasses import dataclass

from .errors import SyntaxProblem

OPERATORS = "+-*/^%(),="


@dataclass(frozen=True)
class Token:
    kind: str  # "number", "name", "operator" or "end"
    text: str
    position: int


def tokenize(source: str) -> list[Token]:
    tokens = []
    i = 0
    while i < len(source):
        char = source[i]
        if char.isspace():
            i += 1
        elif char.isdigit() or char == ".":
            start = i
            while i < len(source) and (source[i].isdigit() or source[i] == "."):
                i += 1
            text = source[start:i]
            if text.count(".") > 1 or text == ".":
                raise SyntaxProblem(f"bad number {text!r}", start)
            tokens.append(Token("number", text, start))
        elif char.isalpha() or char == "_":
            start = i
            while i < len(source) and (source[i].isalnum() or source[i] == "_"):
                i += 1
            tokens.append(Token("name", source[start:i], start))
        elif char in OPERATORS:
            tokens.append(Token("operator", char, i))
            i += 1
        else:
            raise SyntaxProblem(f"unexpected {char!r}", i)
    tokens.append(Token("end", "", len(source)))
    return tokens

"""Text to sections: {section: {key: value}}."""


class ParseError(ValueError):
    def __init__(self, message, line):
        super().__init__(f"line {line}: {message}")
        self.line = line


def strip_comment(line):
    """Cut a comment off; '#' inside double quotes is no comment."""
    quoted = False
    for i, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == "#" and not quoted:
            return line[:i]
    return line


def unquote(value):
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1]
    return value


def parse(text):
    sections = {}
    current = sections.setdefault("main", {})
    for number, raw in enumerate(text.splitlines(), start=1):
        line = strip_comment(raw).strip()
        if not line:
            continue
        if line.startswith("["):
            if not line.endswith("]"):
                raise ParseError("section is not closed", number)
            name = line[1:-1].strip()
            if not name:
                raise ParseError("section without a name", number)
            current = sections.setdefault(name, {})
            continue
        key, separator, value = line.partition("=")
        key = key.strip()
        if not separator or not key:
            raise ParseError("expected key = value", number)
        if key in current:
            raise ParseError(f"{key} is set twice", number)
        current[key] = unquote(value.strip())
    return sections

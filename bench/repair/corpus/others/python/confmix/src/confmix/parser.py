"""Reading the text format.

Sections stand in brackets, options are ``name = value``. A line that is
indented goes on with the value of the option before it. ``#`` and ``;``
start a comment at the beginning of a line, and ``#`` also after a blank::

    [server]
    host = example.org   # public name
    paths =
        /var/www
        /srv/www
"""

from __future__ import annotations

DEFAULT_SECTION = "default"


class ConfigSyntaxError(ValueError):
    """Text that cannot be read, with the number of the line."""

    def __init__(self, line_number: int, message: str) -> None:
        super().__init__(f"line {line_number}: {message}")
        self.line_number = line_number


def _strip_comment(line: str) -> str:
    if line.lstrip().startswith(("#", ";")):
        return ""
    for position, char in enumerate(line):
        if char == "#" and position > 0 and line[position - 1].isspace():
            return line[:position].rstrip()
    return line.rstrip()


def normalize(name: str) -> str:
    """Option names ignore case, and dashes are underscores."""
    return name.strip().lower().replace("-", "_")


def parse(text: str) -> dict[str, dict[str, str]]:
    """Sections by name, each with its options by normalized name.

    Options before the first section header belong to the default section.
    A section may be opened again; a repeated option is an error.
    """
    sections: dict[str, dict[str, str]] = {}
    section = DEFAULT_SECTION
    option: str | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _strip_comment(raw)
        if not line.strip():
            continue
        if line[0].isspace():
            if option is None:
                raise ConfigSyntaxError(number, "continuation of nothing")
            value = sections[section][option]
            piece = line.strip()
            sections[section][option] = f"{value}\n{piece}" if value else piece
        elif line.startswith("["):
            if not line.endswith("]"):
                raise ConfigSyntaxError(number, "unclosed section header")
            section = line[1:-1].strip()
            if not section:
                raise ConfigSyntaxError(number, "empty section name")
            sections.setdefault(section, {})
            option = None
        else:
            name, separator, value = line.partition("=")
            if not separator:
                raise ConfigSyntaxError(number, "expected name = value")
            option = normalize(name)
            options = sections.setdefault(section, {})
            if option in options:
                raise ConfigSyntaxError(number, f"repeated option {option!r}")
            options[option] = value.strip()
    return sections

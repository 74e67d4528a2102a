"""How the variable parts of a URL become Python values, and back."""

from urllib.parse import unquote


class StrConverter:
    """Text of one path segment; its own slashes travel as %2F."""

    regex = r"[^/]+"
    safe = ""

    def to_python(self, text):
        return unquote(text)

    def to_url(self, value):
        return str(value)


class PathConverter(StrConverter):
    """The rest of the path with its slashes, percent-decoded."""

    regex = r".+"
    safe = "/"

    def to_python(self, text):
        return "/".join(unquote(part) for part in text.split("/"))


class IntConverter:
    regex = r"\d+"
    safe = ""

    def to_python(self, text):
        return int(text)

    def to_url(self, value):
        if isinstance(value, bool) or int(value) < 0:
            raise ValueError(f"not a natural number: {value!r}")
        return str(int(value))


CONVERTERS = {
    "str": StrConverter(),
    "int": IntConverter(),
    "path": PathConverter(),
}

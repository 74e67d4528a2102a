import re

from settings import convert
from settings.reader import parse

REFERENCE = re.compile(r"\$\{([^}]*)\}")
MISSING = object()


class Settings:
    """Values by 'section.key', from layers of which the later ones win."""

    def __init__(self, *layers):
        self._layers = list(layers)

    @classmethod
    def from_texts(cls, *texts):
        return cls(*(parse(text) for text in texts))

    def override(self, name, value):
        """Set one value above all layers."""
        section, key = self._split(name)
        self._layers.append({section: {key: str(value)}})

    @staticmethod
    def _split(name):
        section, dot, key = name.rpartition(".")
        return (section, key) if dot else ("main", name)

    def _raw(self, name):
        section, key = self._split(name)
        for layer in reversed(self._layers):
            if key in layer.get(section, {}):
                return layer[section][key]
        return None

    def _resolve(self, name, seen):
        if name in seen:
            raise ValueError("reference to itself: " + " -> ".join([*seen, name]))
        value = self._raw(name)
        if value is None:
            raise KeyError(name)
        return REFERENCE.sub(lambda match: self._resolve(match.group(1), [*seen, name]), value)

    def get(self, name, default=MISSING):
        if self._raw(name) is None and default is not MISSING:
            return default
        return self._resolve(name, [])

    def get_int(self, name, default=MISSING, low=None, high=None):
        value = self.get(name, default)
        return convert.in_range(int(value), low, high) if isinstance(value, str) else value

    def get_bool(self, name, default=MISSING):
        value = self.get(name, default)
        return convert.to_bool(value) if isinstance(value, str) else value

    def get_list(self, name, default=MISSING, separator=","):
        value = self.get(name, default)
        return convert.to_list(value, separator) if isinstance(value, str) else value

    def get_size(self, name, default=MISSING):
        value = self.get(name, default)
        return convert.to_size(value) if isinstance(value, str) else value

    def get_duration(self, name, default=MISSING):
        value = self.get(name, default)
        return convert.to_duration(value) if isinstance(value, str) else value

    def section(self, name):
        """All resolved values of a section, merged over the layers."""
        keys = {key for layer in self._layers for key in layer.get(name, {})}
        return {key: self.get(f"{name}.{key}") for key in sorted(keys)}

    def changed(self, other):
        """Names whose text differs between two settings, sorted; missing ones differ too."""
        names = self._names() | other._names()
        return sorted(name for name in names if self._raw(name) != other._raw(name))

    def _names(self):
        return {f"{section}.{key}" for layer in self._layers for section, keys in layer.items() for key in keys}

"""Looking options up through the layers."""

from __future__ import annotations

from typing import Any, Callable, Mapping

from .parser import DEFAULT_SECTION, normalize, parse
from .values import interpolate, to_bool, to_list, to_seconds

Layer = Mapping[str, Mapping[str, str]]
_REQUIRED: Any = object()


class MissingOption(KeyError):
    """An option without value and without fallback."""


class Config:
    """Options of several layers, of which later ones win.

    An option that a section lacks in every layer is taken from the default
    section. An empty value is a value: it hides what earlier layers say.
    """

    def __init__(self, *layers: Layer) -> None:
        self._layers: list[dict[str, dict[str, str]]] = []
        for layer in layers:
            self.add_layer(layer)

    @classmethod
    def from_texts(cls, *texts: str) -> "Config":
        return cls(*(parse(text) for text in texts))

    def add_layer(self, layer: Layer) -> None:
        """Put a copy of the layer over those that are there."""
        self._layers.append(
            {
                section: {normalize(name): value for name, value in options.items()}
                for section, options in layer.items()
            }
        )

    def add_environment(self, environ: Mapping[str, str], prefix: str) -> None:
        """Add ``PREFIX_SECTION__OPTION`` variables as a layer."""
        layer: dict[str, dict[str, str]] = {}
        for key, value in environ.items():
            if not key.startswith(prefix + "_"):
                continue
            section, separator, name = key[len(prefix) + 1 :].partition("__")
            if separator:
                layer.setdefault(section.lower(), {})[name] = value
        self.add_layer(layer)

    def sections(self) -> list[str]:
        names = {name for layer in self._layers for name in layer}
        return sorted(names - {DEFAULT_SECTION})

    def options(self, section: str) -> list[str]:
        """Names of all options set in the section, of any layer."""
        return sorted({name for layer in self._layers for name in layer.get(section, {})})

    def _raw(self, section: str, option: str) -> str | None:
        name = normalize(option)
        for place in (section, DEFAULT_SECTION):
            for layer in reversed(self._layers):
                value = layer.get(place, {}).get(name)
                if value is not None:
                    return value
        return None

    def get(self, section: str, option: str, fallback: Any = _REQUIRED) -> Any:
        return self._convert(section, option, fallback, str)

    def get_int(self, section: str, option: str, fallback: Any = _REQUIRED) -> Any:
        return self._convert(section, option, fallback, int)

    def get_bool(self, section: str, option: str, fallback: Any = _REQUIRED) -> Any:
        return self._convert(section, option, fallback, to_bool)

    def get_list(self, section: str, option: str, fallback: Any = _REQUIRED) -> Any:
        return self._convert(section, option, fallback, to_list)

    def get_seconds(self, section: str, option: str, fallback: Any = _REQUIRED) -> Any:
        return self._convert(section, option, fallback, to_seconds)

    def _convert(
        self, section: str, option: str, fallback: Any, convert: Callable[[str], Any]
    ) -> Any:
        text = interpolate(section, option, self._raw)
        if text is None:
            if fallback is _REQUIRED:
                raise MissingOption(f"{section}:{option}")
            return fallback
        return convert(text)

"""Messages and the topics they go to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Mapping

_ids = count(1)


@dataclass(frozen=True)
class Message:
    topic: str
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    attempt: int = 1
    id: int = field(default_factory=lambda: next(_ids))

    def next_attempt(self) -> "Message":
        """The same message, to be handed over once more."""
        return replace(self, attempt=self.attempt + 1)

    def with_headers(self, **headers: str) -> "Message":
        return replace(self, headers={**self.headers, **headers})


def matches(pattern: str, topic: str) -> bool:
    """Whether a topic fits a pattern.

    Topics are words joined by dots, in which upper and lower case are the
    same. In a pattern, ``*`` stands for any one word, and ``#`` as the last
    word for any number of words, also none.
    """
    wanted = pattern.lower().split(".")
    words = topic.lower().split(".")
    if wanted[-1] == "#":
        wanted.pop()
        if len(words) < len(wanted):
            return False
        words = words[: len(wanted)]
    if len(wanted) != len(words):
        return False
    return all(want in ("*", word) for want, word in zip(wanted, words))

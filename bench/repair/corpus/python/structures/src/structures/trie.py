from __future__ import annotations

from typing import Iterable


class Trie:
    """A set of words that can be asked for prefixes."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._children: dict[str, Trie] = {}
        self._terminal = False
        for word in words:
            self.add(word)

    def add(self, word: str) -> None:
        node = self
        for letter in word:
            node = node._children.setdefault(letter, Trie())
        node._terminal = True

    def _find(self, prefix: str) -> Trie | None:
        node = self
        for letter in prefix:
            if letter not in node._children:
                return None
            node = node._children[letter]
        return node

    def __contains__(self, word: str) -> bool:
        node = self._find(word)
        return node is not None and node._terminal

    def starting_with(self, prefix: str) -> list[str]:
        """All words with that prefix in alphabetical order."""
        node = self._find(prefix)
        if node is None:
            return []
        words: list[str] = []
        node._collect(prefix, words)
        return words

    def _collect(self, prefix: str, words: list[str]) -> None:
        if self._terminal:
            words.append(prefix)
        for letter in sorted(self._children):
            self._children[letter]._collect(prefix + letter, words)

    def longest_prefix_of(self, text: str) -> str:
        """The longest word in the trie that text starts with; '' if there is none."""
        node, longest = self, ""
        for i, letter in enumerate(text):
            if letter not in node._children:
                break
            node = node._children[letter]
            if node._terminal:
                longest = text[: i + 1]
        return longest

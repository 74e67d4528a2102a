def test_contains_only_whole_words(trie):
    assert "car" in trie
    assert "ca" not in trie
    assert "cards" not in trie


def test_starting_with(trie):
    assert trie.starting_with("car") == ["car", "card", "care"]
    assert trie.starting_with("x") == []


def test_all_words(trie):
    assert trie.starting_with("") == ["car", "card", "care", "cat", "dog"]


def test_longest_prefix_of(trie):
    assert trie.longest_prefix_of("cardboard") == "card"
    assert trie.longest_prefix_of("do") == ""

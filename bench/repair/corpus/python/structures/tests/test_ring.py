import pytest


def test_fifo(ring):
    ring.append(1)
    ring.append(2)
    assert ring.popleft() == 1
    assert ring.popleft() == 2
    assert len(ring) == 0


def test_overwrites_the_oldest(ring):
    for n in range(5):
        ring.append(n)
    assert list(ring) == [2, 3, 4]
    assert ring.full


def test_wraps_around(ring):
    for n in range(3):
        ring.append(n)
    ring.popleft()
    ring.append(3)
    assert list(ring) == [1, 2, 3]


def test_index(ring):
    for n in "abcd":
        ring.append(n)
    assert ring[0] == "b"
    assert ring[-1] == "d"
    with pytest.raises(IndexError):
        ring[3]


def test_pop_from_empty(ring):
    with pytest.raises(IndexError):
        ring.popleft()

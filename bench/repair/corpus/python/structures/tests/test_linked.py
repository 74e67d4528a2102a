from structures import LinkedList


def test_append_and_prepend(numbers):
    numbers.append(4)
    numbers.prepend(0)
    assert list(numbers) == [0, 1, 2, 3, 4]
    assert len(numbers) == 5


def test_remove(numbers):
    assert numbers.remove(2)
    assert list(numbers) == [1, 3]
    assert not numbers.remove(9)
    assert len(numbers) == 2


def test_remove_first(numbers):
    numbers.remove(1)
    assert list(numbers) == [2, 3]


def test_append_after_removing_the_last(numbers):
    numbers.remove(3)
    numbers.append(4)
    assert list(numbers) == [1, 2, 4]


def test_reverse(numbers):
    numbers.reverse()
    assert list(numbers) == [3, 2, 1]
    numbers.append(0)
    assert list(numbers) == [3, 2, 1, 0]


def test_prepend_to_empty():
    items = LinkedList()
    items.prepend("b")
    items.append("c")
    assert list(items) == ["b", "c"]

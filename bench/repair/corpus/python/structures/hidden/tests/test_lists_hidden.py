import random

import pytest

from structures import LinkedList


@pytest.mark.parametrize("seed", range(40))
def test_linked_list_behaves_like_a_list(seed):
    generator = random.Random(seed)
    items, model = LinkedList(), []
    for _ in range(40):
        action = generator.choice(["append", "prepend", "remove", "reverse"])
        value = generator.randint(0, 4)
        if action == "append":
            items.append(value)
            model.append(value)
        elif action == "prepend":
            items.prepend(value)
            model.insert(0, value)
        elif action == "reverse":
            items.reverse()
            model.reverse()
        else:
            assert items.remove(value) == (value in model)
            if value in model:
                model.remove(value)
        assert list(items) == model
        assert len(items) == len(model)

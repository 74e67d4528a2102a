import random
from collections import OrderedDict, deque

import pytest

from structures import BinaryHeap, LRUCache, RingBuffer


@pytest.mark.parametrize("seed", range(40))
def test_heap_behaves_like_a_sorted_list(seed):
    generator = random.Random(seed)
    start = [generator.randint(0, 30) for _ in range(generator.randint(0, 12))]
    sign = generator.choice([1, -1])
    heap = BinaryHeap(start, key=lambda n: sign * n)
    model = sorted(start, key=lambda n: sign * n)
    for _ in range(60):
        if model and generator.random() < 0.5:
            assert heap.peek() == model[0]
            assert heap.pop() == model.pop(0)
        else:
            item = generator.randint(0, 30)
            heap.push(item)
            model = sorted([*model, item], key=lambda n: sign * n)
        assert len(heap) == len(model)


def test_heap_leaves_the_given_list_alone():
    items = [3, 2, 1]
    BinaryHeap(items)
    assert items == [3, 2, 1]


@pytest.mark.parametrize("seed", range(30))
def test_ring_behaves_like_a_bounded_deque(seed):
    generator = random.Random(seed)
    size = generator.randint(1, 5)
    ring, model = RingBuffer(size), deque(maxlen=size)
    for n in range(60):
        if model and generator.random() < 0.4:
            assert ring.popleft() == model.popleft()
        else:
            ring.append(n)
            model.append(n)
        assert list(ring) == list(model)
        assert len(ring) == len(model)
        assert ring.full == (len(model) == size)
        for i in range(-len(model), len(model)):
            assert ring[i] == model[i]
        for i in (len(model), -len(model) - 1):
            with pytest.raises(IndexError):
                ring[i]


@pytest.mark.parametrize("seed", range(30))
def test_lru_behaves_like_its_model(seed):
    generator = random.Random(seed)
    capacity = generator.randint(1, 4)
    cache, model = LRUCache(capacity), OrderedDict()
    hits = misses = 0
    for n in range(80):
        key = generator.choice("abcdef")
        if generator.random() < 0.5:
            if key in model:
                hits += 1
                model.move_to_end(key)
            else:
                misses += 1
            assert cache.get(key, "none") == model.get(key, "none")
        else:
            cache.put(key, n)
            model[key] = n
            model.move_to_end(key)
            while len(model) > capacity:
                model.popitem(last=False)
        assert cache.keys() == list(model)
        assert (cache.hits, cache.misses) == (hits, misses)
    assert LRUCache(1).get("x") is None

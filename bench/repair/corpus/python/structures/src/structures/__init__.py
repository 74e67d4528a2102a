from .heap import BinaryHeap
from .intervals import IntervalSet
from .linked import LinkedList
from .lru import LRUCache
from .ring import RingBuffer
from .tree import SearchTree
from .trie import Trie

__all__ = ["BinaryHeap", "IntervalSet", "LRUCache", "LinkedList", "RingBuffer", "SearchTree", "Trie"]

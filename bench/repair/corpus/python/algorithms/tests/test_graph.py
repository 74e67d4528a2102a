import unittest

from algorithms.graph import bfs_distances, dijkstra, strongly_connected, topological_order


class GraphTest(unittest.TestCase):
    def test_bfs_distances(self):
        graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["e"], "x": ["a"]}
        self.assertEqual(bfs_distances(graph, "a"), {"a": 0, "b": 1, "c": 1, "d": 2, "e": 3})

    def test_bfs_takes_the_short_way(self):
        self.assertEqual(bfs_distances({1: [2, 3], 2: [4], 3: [5], 5: [4]}, 1)[4], 2)

    def test_dijkstra(self):
        graph = {"a": {"b": 4, "c": 1}, "c": {"b": 2, "d": 7}, "b": {"d": 1}}
        self.assertEqual(dijkstra(graph, "a"), {"a": 0, "c": 1, "b": 3, "d": 4})

    def test_dijkstra_unreachable(self):
        self.assertEqual(dijkstra({"a": {}, "b": {"a": 1}}, "a"), {"a": 0})

    def test_topological_order(self):
        order = topological_order({"shirt": ["tie"], "tie": ["jacket"], "trousers": ["jacket"], "jacket": []})
        self.assertEqual(sorted(order), ["jacket", "shirt", "tie", "trousers"])
        self.assertLess(order.index("shirt"), order.index("tie"))
        self.assertEqual(order[-1], "jacket")

    def test_topological_order_of_a_cycle(self):
        with self.assertRaises(ValueError):
            topological_order({1: [2], 2: [1]})

    def test_strongly_connected(self):
        graph = {1: [2], 2: [3], 3: [1, 4], 4: [5], 5: [4]}
        self.assertEqual(strongly_connected(graph), {frozenset({1, 2, 3}), frozenset({4, 5})})

    def test_strongly_connected_chain(self):
        self.assertEqual(strongly_connected({1: [2], 2: []}), {frozenset({1}), frozenset({2})})

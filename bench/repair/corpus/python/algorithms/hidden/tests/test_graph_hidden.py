import random
import unittest

from algorithms.graph import bfs_distances, dijkstra, strongly_connected, topological_order


def shortest(graph, start):
    distances = {start: 0}
    for _ in range(len(graph) + 1):
        for node, edges in graph.items():
            for neighbour, weight in edges.items():
                if node in distances and distances[node] + weight < distances.get(neighbour, float("inf")):
                    distances[neighbour] = distances[node] + weight
    return distances


class GraphProperties(unittest.TestCase):
    def setUp(self):
        generator = random.Random(5)
        self.graphs = []
        for _ in range(120):
            n = generator.randint(1, 8)
            self.graphs.append(
                {a: {b: generator.randint(0, 9) for b in range(n) if b != a and generator.random() < 0.3} for a in range(n)}
            )

    def test_shortest_paths(self):
        for graph in self.graphs:
            self.assertEqual(dijkstra(graph, 0), shortest(graph, 0))
            units = {node: {neighbour: 1 for neighbour in edges} for node, edges in graph.items()}
            self.assertEqual(bfs_distances(graph, 0), shortest(units, 0))

    def test_topological_order(self):
        for graph in self.graphs:
            dag = {a: [b for b in edges if b > a] for a, edges in graph.items()}
            order = topological_order(dag)
            self.assertEqual(sorted(order), sorted(dag))
            for a, edges in dag.items():
                for b in edges:
                    self.assertLess(order.index(a), order.index(b))

    def test_cycles_are_found(self):
        for graph in ({1: [2], 2: [3], 3: [2]}, {1: [1]}, {0: [1], 1: [2], 2: [3], 3: [1], 4: []}):
            with self.assertRaises(ValueError):
                topological_order(graph)

    def test_nodes_that_are_only_neighbours(self):
        self.assertEqual(topological_order({"a": ["b"]}), ["a", "b"])

    def test_components(self):
        for graph in self.graphs:
            reach = {node: set(bfs_distances(graph, node)) for node in graph}
            expected = {frozenset(b for b in graph if b in reach[a] and a in reach[b]) for a in graph}
            self.assertEqual(strongly_connected(graph), expected)

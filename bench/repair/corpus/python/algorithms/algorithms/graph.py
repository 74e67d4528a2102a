"""Graphs as dictionaries: node -> list of neighbours, or node -> {neighbour: weight}."""

import heapq
from collections import deque


def bfs_distances(graph, start):
    """Number of edges from start to each node that can be reached."""
    distances = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for neighbour in graph.get(node, ()):
            if neighbour not in distances:
                distances[neighbour] = distances[node] + 1
                queue.append(neighbour)
    return distances


def dijkstra(graph, start):
    """Length of the shortest path from start to each node that can be reached."""
    distances = {}
    frontier = [(0, start)]
    while frontier:
        distance, node = heapq.heappop(frontier)
        if node in distances:
            continue
        distances[node] = distance
        for neighbour, weight in graph.get(node, {}).items():
            if neighbour not in distances:
                heapq.heappush(frontier, (distance + weight, neighbour))
    return distances


def topological_order(graph):
    """Every node before all nodes that it points to. Raises ValueError on a cycle."""
    incoming = {node: 0 for node in graph}
    for neighbours in graph.values():
        for neighbour in neighbours:
            incoming[neighbour] = incoming.get(neighbour, 0) + 1
    ready = deque(node for node, degree in incoming.items() if degree == 0)
    order = []
    while ready:
        node = ready.popleft()
        order.append(node)
        for neighbour in graph.get(node, ()):
            incoming[neighbour] -= 1
            if incoming[neighbour] == 0:
                ready.append(neighbour)
    if len(order) < len(incoming):
        raise ValueError("the graph has a cycle")
    return order


def strongly_connected(graph):
    """Components of a directed graph as a set of frozensets (Tarjan)."""
    index = {}
    low = {}
    stack = []
    on_stack = set()
    components = set()

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        on_stack.add(node)
        for neighbour in graph.get(node, ()):
            if neighbour not in index:
                visit(neighbour)
                low[node] = min(low[node], low[neighbour])
            elif neighbour in on_stack:
                low[node] = min(low[node], index[neighbour])
        if low[node] == index[node]:
            component = set()
            while True:
                member = stack.pop()
                on_stack.discard(member)
                component.add(member)
                if member == node:
                    break
            components.add(frozenset(component))

    for node in graph:
        if node not in index:
            visit(node)
    return components

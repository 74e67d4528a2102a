"""Round-robin leagues followed by a knockout stage."""

from .bracket import Bracket, seed_order
from .fixtures import round_robin
from .models import Result, Row
from .standings import Table

__all__ = ["Bracket", "Result", "Row", "Table", "round_robin", "seed_order"]

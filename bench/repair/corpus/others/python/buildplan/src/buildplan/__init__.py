"""Planning of builds: what to run, in which order, and for how long."""

from .graph import CycleError, TaskGraph
from .planner import Plan, Planner
from .spec import SpecError, Task, load

__all__ = ["CycleError", "Plan", "Planner", "SpecError", "Task", "TaskGraph", "load"]

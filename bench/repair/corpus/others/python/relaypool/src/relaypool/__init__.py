"""Run asynchronous jobs that depend on each other."""

from .events import Event, EventBus
from .graph import CycleError, Job, JobGraph
from .runner import Outcome, Runner

__all__ = ["CycleError", "Event", "EventBus", "Job", "JobGraph", "Outcome", "Runner"]

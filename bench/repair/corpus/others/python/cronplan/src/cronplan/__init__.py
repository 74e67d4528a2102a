"""Read cron expressions and plan when they fire."""

from .agenda import Agenda
from .fields import CronError
from .schedule import Schedule

__all__ = ["Agenda", "CronError", "Schedule"]

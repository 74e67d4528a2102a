"""When to order again, and how much."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Policy:
    reorder_point: int
    target: int
    pack_size: int = 1
    max_order: int | None = None


def order_quantity(policy, on_hand, on_order=0):
    """Units to order, in whole packs.

    Nothing is ordered while stock on hand and on order together stay above the reorder point.
    Otherwise the order fills up to the target, rounded up to whole packs, but never
    exceeds max_order (then it is rounded down to whole packs).
    """
    position = on_hand + on_order
    if position > policy.reorder_point:
        return 0
    packs = ceil((policy.target - position) / policy.pack_size)
    if policy.max_order is not None:
        packs = min(packs, policy.max_order // policy.pack_size)
    return packs * policy.pack_size


def average_daily_use(issues, days):
    """Mean units issued a day over the last `days` entries; fewer entries are averaged alone."""
    recent = issues[-days:]
    if not recent:
        return 0.0
    return sum(recent) / len(recent)


def days_of_cover(on_hand, daily_use):
    """Whole days that the stock lasts; None when nothing is used."""
    if daily_use == 0:
        return None
    return int(on_hand // daily_use)

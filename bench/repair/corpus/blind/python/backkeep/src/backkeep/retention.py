"""Which snapshots to keep."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    last: int = 0
    daily: int = 0
    weekly: int = 0
    monthly: int = 0


def day_key(moment):
    return moment.date()


def week_key(moment):
    """ISO year and week, so that a week across New Year stays one week."""
    year, week, _ = moment.isocalendar()
    return year, week


def month_key(moment):
    return moment.year, moment.month


def newest_per_period(snapshots, key, count):
    """The newest snapshot of each of the `count` newest periods that have any.

    `snapshots` are newest first.
    """
    kept = []
    seen = set()
    for snapshot in snapshots:
        if len(kept) == count:
            break
        period = key(snapshot.taken)
        if period in seen:
            continue
        seen.add(period)
        kept.append(snapshot)
    return kept


def keep(snapshots, rules):
    """Snapshots kept by any rule, newest first. Partial ones are never kept."""
    whole = [each for each in snapshots if not each.partial]
    chosen = set(whole[: rules.last])
    chosen.update(newest_per_period(whole, day_key, rules.daily))
    chosen.update(newest_per_period(whole, week_key, rules.weekly))
    chosen.update(newest_per_period(whole, month_key, rules.monthly))
    return [each for each in whole if each in chosen]


def plan(hosts, rules, budget=None):
    """File names to delete, by host in order of name, oldest first within a host.

    With a budget (bytes for each host) the oldest kept snapshots go too until
    the rest fits; the newest is always kept.
    """
    doomed = []
    for host in sorted(hosts):
        snapshots = hosts[host]
        kept = keep(snapshots, rules)
        if budget is not None:
            while len(kept) > 1 and sum(each.size for each in kept) > budget:
                kept.pop()
        doomed.extend(each.filename for each in reversed(snapshots) if each not in kept)
    return doomed

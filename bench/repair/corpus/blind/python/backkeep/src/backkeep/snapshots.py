"""Snapshots and their file names."""

import re
from dataclasses import dataclass
from datetime import datetime

NAME = re.compile(r"^(?P<host>[\w-]+?)-(?P<stamp>\d{8}T\d{6})(?P<partial>\.partial)?\.tar$")
STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True)
class Snapshot:
    host: str
    taken: datetime
    size: int = 0
    partial: bool = False

    @property
    def filename(self):
        suffix = ".partial" if self.partial else ""
        return f"{self.host}-{self.taken.strftime(STAMP)}{suffix}.tar"


def parse_filename(name, size=0):
    """The snapshot that a file name stands for, or None for any other file."""
    match = NAME.match(name)
    if match is None:
        return None
    try:
        taken = datetime.strptime(match["stamp"], STAMP)
    except ValueError:
        return None
    return Snapshot(match["host"], taken, size, match["partial"] is not None)


def read_listing(entries):
    """Snapshots by host, newest first, of (name, size) entries; other files are passed over."""
    hosts = {}
    for name, size in entries:
        snapshot = parse_filename(name, size)
        if snapshot is not None:
            hosts.setdefault(snapshot.host, []).append(snapshot)
    for snapshots in hosts.values():
        snapshots.sort(key=lambda each: each.taken, reverse=True)
    return hosts

"""Permissions look like 'orders:read'; '*' stands for one part, a final '**' for all that follow."""


def matches(pattern: str, permission: str) -> bool:
    wanted = permission.split(":")
    parts = pattern.split(":")
    for i, part in enumerate(parts):
        if part == "**" and i == len(parts) - 1:
            return i < len(wanted)
        if i >= len(wanted):
            return False
        if part != "*" and part != wanted[i]:
            return False
    return len(parts) == len(wanted)


def specificity(pattern: str) -> tuple[int, int]:
    """Greater for patterns that say more: by exact parts, then by number of parts."""
    parts = pattern.split(":")
    exact = sum(1 for part in parts if part not in ("*", "**"))
    return exact, len(parts)

"""How long a response may be used, after RFC 9111 section 4.2."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from .headers import CacheControl, Headers

HEURISTIC_FRACTION = 10
HEURISTIC_LIMIT = 24 * 3600


@dataclass
class Response:
    status: int
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""
    received_at: float = 0.0

    @property
    def cache_control(self) -> CacheControl:
        return CacheControl.parse(self.headers.get("cache-control"))


def parse_date(text: str | None) -> float | None:
    """Seconds since the epoch, or None for what is no HTTP date."""
    if text is None:
        return None
    try:
        return parsedate_to_datetime(text).timestamp()
    except ValueError:
        return None


def freshness_lifetime(response: Response, shared: bool = False) -> float:
    """Seconds for which a response is fresh from its making on.

    The first of these that is present decides: s-maxage (in a shared cache),
    max-age, Expires, and a tenth of the time since Last-Modified.
    """
    control = response.cache_control
    if shared:
        shared_age = control.seconds("s-maxage")
        if shared_age is not None:
            return shared_age
    max_age = control.seconds("max-age")
    if max_age is not None:
        return max_age
    made_at = parse_date(response.headers.get("date"))
    if made_at is None:
        made_at = response.received_at
    if "expires" in response.headers:
        expires = parse_date(response.headers["expires"])
        return 0 if expires is None else max(0, expires - made_at)
    modified = parse_date(response.headers.get("last-modified"))
    if modified is not None:
        return min(max(0, made_at - modified) / HEURISTIC_FRACTION, HEURISTIC_LIMIT)
    return 0


def current_age(response: Response, now: float) -> float:
    """Seconds since the response was made, as far as can be told."""
    made_at = parse_date(response.headers.get("date"))
    apparent = 0 if made_at is None else max(0, response.received_at - made_at)
    stated = response.headers.get("age", "")
    on_arrival = max(apparent, int(stated) if stated.isdecimal() else 0)
    return on_arrival + now - response.received_at


def is_fresh(response: Response, now: float, shared: bool = False) -> bool:
    if response.cache_control.has("no-cache"):
        return False
    return freshness_lifetime(response, shared) > current_age(response, now)

"""Limits on how often something may happen."""


class TokenBucket:
    """Allows bursts of up to `capacity` and `rate` actions per second in the long run."""

    def __init__(self, rate: float, capacity: float, now: float = 0.0) -> None:
        self.rate = rate
        self.capacity = capacity
        self._tokens = capacity
        self._updated = now

    def _refill(self, now: float) -> None:
        elapsed = max(0.0, now - self._updated)
        self._tokens = min(self.capacity, self._tokens + elapsed * self.rate)
        self._updated = now

    def allow(self, now: float, cost: float = 1.0) -> bool:
        self._refill(now)
        if self._tokens < cost:
            return False
        self._tokens -= cost
        return True

    def wait_time(self, now: float, cost: float = 1.0) -> float:
        """Seconds until `cost` tokens will be there."""
        self._refill(now)
        missing = cost - self._tokens
        return max(0.0, missing / self.rate)


class SlidingWindow:
    """At most `limit` actions in any `seconds`."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds
        self._times: list[float] = []

    def allow(self, now: float) -> bool:
        self._times = [time for time in self._times if now - time < self.seconds]
        if len(self._times) >= self.limit:
            return False
        self._times.append(now)
        return True

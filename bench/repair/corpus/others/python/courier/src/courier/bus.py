"""Handing messages to the handlers that subscribed to their topics."""

from __future__ import annotations

import asyncio
import inspect
from bisect import insort
from dataclasses import dataclass
from itertools import count
from typing import Any, Awaitable, Callable

from .message import Message, matches

Handler = Callable[[Message], Any]
Filter = Callable[[Message], "Message | None"]


class RequestTimeout(Exception):
    """No answer came in time."""


@dataclass(frozen=True)
class DeadLetter:
    """A message that a handler could not take in any attempt."""

    message: Message
    error: Exception


@dataclass(eq=False)
class Subscription:
    pattern: str
    handler: Handler
    priority: int
    once: bool


class Bus:
    """Handlers of a message run one after another, high priorities first.

    A handler that raises is tried again, up to ``max_attempts`` times in all,
    with a pause before each new attempt that starts at ``pause`` seconds and
    doubles each time.
    """

    def __init__(
        self,
        max_attempts: int = 3,
        pause: float = 0.1,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.max_attempts = max_attempts
        self.pause = pause
        self.dead_letters: list[DeadLetter] = []
        self._sleep = sleep
        self._subscriptions: list[Subscription] = []
        self._filters: list[Filter] = []
        self._posted: set[asyncio.Task[int]] = set()
        self._reply_topics = count(1)

    def subscribe(
        self, pattern: str, handler: Handler, *, priority: int = 0, once: bool = False
    ) -> Subscription:
        subscription = Subscription(pattern, handler, priority, once)
        insort(self._subscriptions, subscription, key=lambda entry: -entry.priority)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)

    def patterns(self) -> list[str]:
        """The patterns in the order in which their handlers are called."""
        return [entry.pattern for entry in self._subscriptions]

    def add_filter(self, change: Filter) -> None:
        """Let a function change each message, or drop it by returning None."""
        self._filters.append(change)

    async def publish(self, topic: str, body: Any = None, **headers: str) -> int:
        """Hand a message over; returns how many handlers took it."""
        return await self._dispatch(Message(topic, body, headers))

    def post(self, topic: str, body: Any = None, **headers: str) -> None:
        """Publish in the background."""
        task = asyncio.ensure_future(self.publish(topic, body, **headers))
        self._posted.add(task)
        task.add_done_callback(self._posted.discard)

    async def drain(self) -> None:
        """Wait until all that was posted is handed over."""
        while self._posted:
            await asyncio.gather(*self._posted)

    async def request(self, topic: str, body: Any = None, timeout: float = 1.0) -> Any:
        """Publish a message and wait for the body of the first answer."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def take(message: Message) -> None:
            if not answer.done():
                answer.set_result(message.body)

        reply_to = f"reply.{next(self._reply_topics)}"
        subscription = self.subscribe(reply_to, take)
        try:
            self.post(topic, body, reply_to=reply_to)
            return await asyncio.wait_for(answer, timeout)
        except asyncio.TimeoutError:
            raise RequestTimeout(topic) from None
        finally:
            self.unsubscribe(subscription)

    async def reply(self, message: Message, body: Any) -> int:
        """Answer a message that came by ``request``."""
        return await self.publish(message.headers["reply_to"], body)

    async def _dispatch(self, message: Message) -> int:
        for change in self._filters:
            changed = change(message)
            if changed is None:
                return 0
            message = changed
        taken = 0
        for subscription in tuple(self._subscriptions):
            if not matches(subscription.pattern, message.topic):
                continue
            if subscription.once:
                self.unsubscribe(subscription)
            if await self._deliver(subscription, message):
                taken += 1
        return taken

    async def _deliver(self, subscription: Subscription, message: Message) -> bool:
        delay = self.pause
        while True:
            try:
                result = subscription.handler(message)
                if inspect.isawaitable(result):
                    await result
                return True
            except Exception as error:
                if message.attempt >= self.max_attempts:
                    self.dead_letters.append(DeadLetter(message, error))
                    return False
            await self._sleep(delay)
            delay *= 2
            message = message.next_attempt()

"""The book of rooms and bookings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from .pricing import RateCard, cancellation_fee
from .stay import Stay


class RoomUnavailable(Exception):
    """No room is free for the stay."""


@dataclass
class Room:
    number: str
    beds: int
    rates: RateCard


@dataclass
class Booking:
    id: int
    room: Room
    guest: str
    stay: Stay
    ages: list[int]
    booked_on: date
    price: int
    cancelled: bool = False


class Hotel:
    def __init__(self) -> None:
        self._rooms: dict[str, Room] = {}
        self._bookings: dict[int, Booking] = {}
        self._ids = count(1)

    def add_room(self, number: str, beds: int, rates: RateCard) -> Room:
        if number in self._rooms:
            raise ValueError(f"room {number} exists")
        room = Room(number, beds, rates)
        self._rooms[number] = room
        return room

    def is_free(self, room: Room, stay: Stay, ignore: int | None = None) -> bool:
        """Whether no booking other than ``ignore`` holds the room in the stay."""
        return not any(
            booking.room is room and booking.stay.overlaps(stay)
            for booking in self._bookings.values()
            if not booking.cancelled and booking.id != ignore
        )

    def available(self, stay: Stay, guests: int) -> list[Room]:
        """Free rooms with beds enough, the smallest and then cheapest first."""
        rooms = [
            room
            for room in self._rooms.values()
            if room.beds >= guests and self.is_free(room, stay)
        ]
        return sorted(rooms, key=lambda room: (room.beds, room.rates.room_price(stay)))

    def book(self, guest: str, stay: Stay, ages: list[int], today: date) -> Booking:
        rooms = self.available(stay, len(ages))
        if not rooms:
            raise RoomUnavailable(f"no room for {len(ages)} from {stay.check_in}")
        room = rooms[0]
        price = room.rates.quote(stay, ages)
        booking = Booking(next(self._ids), room, guest, stay, list(ages), today, price)
        self._bookings[booking.id] = booking
        return booking

    def cancel(self, booking_id: int, today: date) -> int:
        """Cancel and return the fee owed."""
        booking = self._bookings[booking_id]
        if booking.cancelled:
            raise ValueError("already cancelled")
        booking.cancelled = True
        days_before = (booking.stay.check_in - today).days
        return cancellation_fee(booking.price, days_before)

    def move(self, booking_id: int, stay: Stay) -> Booking:
        """Move a booking to other dates in the same room, at the new price."""
        booking = self._bookings[booking_id]
        if not self.is_free(booking.room, stay, ignore=booking.id):
            raise RoomUnavailable(f"room {booking.room.number} is taken")
        booking.stay = stay
        booking.price = booking.room.rates.quote(stay, booking.ages)
        return booking

    def arrivals(self, day: date) -> list[str]:
        return sorted(b.guest for b in self._active() if b.stay.check_in == day)

    def departures(self, day: date) -> list[str]:
        return sorted(b.guest for b in self._active() if b.stay.check_out == day)

    def occupancy(self, day: date) -> float:
        """Part of the rooms in which someone sleeps in the night of that day."""
        if not self._rooms:
            return 0.0
        taken = sum(1 for b in self._active() if b.stay.contains(day))
        return taken / len(self._rooms)

    def _active(self) -> list[Booking]:
        return [b for b in self._bookings.values() if not b.cancelled]

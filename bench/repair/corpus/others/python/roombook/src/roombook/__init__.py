"""Room bookings for a small hotel."""

from .hotel import Booking, Hotel, RoomUnavailable
from .pricing import RateCard
from .stay import Stay

__all__ = ["Booking", "Hotel", "RateCard", "RoomUnavailable", "Stay"]

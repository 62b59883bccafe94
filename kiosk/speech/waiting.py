"""The requests that wait for a clip: few at a time, taps before requests for later.

The server has few threads (cli/serve.py), so only a few requests may wait. The others get VoiceBusy
at once and have to ask again. A waiting request never holds a lock.
"""

import threading
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

from kiosk.speech.utterance import VoiceError

# How many requests may wait for one page, and in all: half of the server's threads stay free.
PLACES_A_PAGE = 3
PLACES = 4
# Seconds. A person waits WANTED_LIMIT for the wanted voice and TAP_LIMIT in all; the last voice, or
# the only one, has all the time that is left. A request for later waits longer: a voice that hung
# works again within 5 s.
WANTED_LIMIT = 1.2
TAP_LIMIT = 1.8
AHEAD_LIMIT = 9.0
PATIENT_LIMIT = 180.0
T = TypeVar("T")


class VoiceBusy(VoiceError):
    """Too many wait, a newer tap took the place, or a clip for later is late: ask again."""


class VoiceLate(VoiceError):
    """The voice has not spoken in time; the clip may still come."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants a clip, and how urgently.

    `page`: the page that asks; None for a caller outside of any page, which waits up to
    PATIENT_LIMIT and needs no place. `ahead`: for later; False if a person waits for it.
    """

    page: str | None = None
    ahead: bool = False

    @property
    def limit(self) -> float:
        """Seconds to wait in all."""
        if self.page is None:
            return PATIENT_LIMIT
        return AHEAD_LIMIT if self.ahead else TAP_LIMIT

    @property
    def hurried(self) -> bool:
        """Whether a person waits, for whom another voice is better than none."""
        return self.page is not None and not self.ahead


class Seat:
    """The place of one request, taken only when the request has to wait."""

    def __init__(self, room: "WaitingRoom", wish: Wish) -> None:
        self.wish = wish
        self.given_away: Future[None] = Future()
        self._room = room

    def take(self) -> None:
        """Take a place, unless it has one already. Raises VoiceBusy if there is none."""
        self._room.seat(self)

    def wait(self, result: Future[T], limit: float) -> T:
        """Wait for the result, at most `limit` seconds.

        Raises the result's exception, VoiceLate, or VoiceBusy if the place was given away.
        """
        either: list[Future[Any]] = [result, self.given_away]
        wait(either, timeout=max(0.0, limit), return_when=FIRST_COMPLETED)
        if result.done():
            return result.result()
        if self.given_away.done():
            raise VoiceBusy("Something newer was asked for.")
        raise VoiceLate("The voice has not spoken in time.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._room.leave(self)


class WaitingRoom:
    """The places of all waiting requests. Any thread may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seated: list[Seat] = []

    def seat_for(self, wish: Wish) -> Seat:
        """The seat of one request, as a context manager that frees the place at its end."""
        return Seat(self, wish)

    def seat(self, seat: Seat) -> None:
        """Give it a place, if needed another seat's. Raises VoiceBusy if none can be had."""
        if seat.wish.page is None:
            return
        with self._lock:
            if seat in self._seated:
                return
            while not self._has_room(seat.wish):
                self._give_away(self._whose_place(seat.wish))
            self._seated.append(seat)

    def leave(self, seat: Seat) -> None:
        with self._lock:
            if seat in self._seated:
                self._seated.remove(seat)

    def _has_room(self, wish: Wish) -> bool:
        own = sum(seat.wish.page == wish.page for seat in self._seated)
        return own < PLACES_A_PAGE and len(self._seated) < PLACES

    def _whose_place(self, wish: Wish) -> Seat:
        """The seat that gives way to a tap: the newest one for later, else the page's oldest tap.

        Raises VoiceBusy if there is none.
        """
        if not wish.ahead:
            own = [seat for seat in self._seated if seat.wish.page == wish.page]
            # Another page's seat only if this page is below its own limit.
            among = own if len(own) >= PLACES_A_PAGE else [*self._seated, *own]
            later = [seat for seat in among if seat.wish.ahead]
            if later or own:
                return later[-1] if later else own[0]
        raise VoiceBusy("Others wait already.")

    def _give_away(self, seat: Seat) -> None:
        self._seated.remove(seat)
        seat.given_away.set_result(None)

"""Who waits for a clip to be rendered: few at a time, a person's tap before what is wanted later.

The server has few threads (cli/serve.py), so only a few requests may wait. The others are told at
once to come again. Who waits never holds a lock.
"""

import threading
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

from kiosk.speech.utterance import VoiceError

# How many may wait for one page, and for all: half of the server's threads stay free.
PLACES_A_PAGE = 3
PLACES = 4
# Seconds. A person waits so long for the wanted voice, and so long in all: another voice, or one
# that is alone, has what is left. What is wanted later waits longer: a voice that hung is back
# within 5 s.
WANTED_LIMIT = 1.2
TAP_LIMIT = 1.8
AHEAD_LIMIT = 9.0
PATIENT_LIMIT = 180.0
T = TypeVar("T")


class VoiceBusy(VoiceError):
    """Others wait already, or the person has pressed something newer: ask again."""


class VoiceLate(VoiceError):
    """The voice has not spoken in time. It may yet."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants a clip and how urgently.

    `page` is who asks; None asks outside of any page, waits patiently and takes nobody's place.
    `ahead`: for later; else a person waits for it.
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
        """Whether a person waits, who would rather hear another voice than none."""
        return self.page is not None and not self.ahead


class Seat:
    """The place of one request, taken only once there is something to wait for."""

    def __init__(self, room: "WaitingRoom", wish: Wish) -> None:
        self.wish = wish
        self.given_away: Future[None] = Future()
        self._room = room

    def take(self) -> None:
        """Sit down, where that has not been done. Raises VoiceBusy."""
        self._room.seat(self)

    def wait(self, result: Future[T], limit: float) -> T:
        """The result, waited for `limit` seconds at most.

        Raises what the result raises, VoiceLate, or VoiceBusy where the place was given away.
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
    """The places of all who wait. Any thread may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seated: list[Seat] = []

    def seat_for(self, wish: Wish) -> Seat:
        """For one request, as a context: the place is free again at its end."""
        return Seat(self, wish)

    def seat(self, seat: Seat) -> None:
        """Give it a place, another's where it has to be. Raises VoiceBusy where there is none."""
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
        """What gives way to a tap: the newest for later, else the page's own oldest tap."""
        if not wish.ahead:
            own = [seat for seat in self._seated if seat.wish.page == wish.page]
            # Another page's only where it is not this page that waits for too much.
            among = own if len(own) >= PLACES_A_PAGE else [*self._seated, *own]
            later = [seat for seat in among if seat.wish.ahead]
            if later or own:
                return later[-1] if later else own[0]
        raise VoiceBusy("Others wait already.")

    def _give_away(self, seat: Seat) -> None:
        self._seated.remove(seat)
        seat.given_away.set_result(None)

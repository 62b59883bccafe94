"""Few wait for the voice at a time, and a person's tap is among them."""

import threading
from concurrent.futures import Future

import pytest

from kiosk.speech.waiting import (
    PLACES,
    PLACES_A_PAGE,
    WANTED_LIMIT,
    Seat,
    VoiceBusy,
    VoiceLate,
    WaitingRoom,
    Wish,
)

TAP = Wish("page")
AHEAD = Wish("page", ahead=True)


def seated(room: WaitingRoom, *wishes: Wish) -> list[Seat]:
    seats = [room.seat_for(wish) for wish in wishes]
    for seat in seats:
        seat.take()
    return seats


def gone(seats: list[Seat]) -> list[bool]:
    """Which of them had to give their place away."""
    return [seat.given_away.done() for seat in seats]


def test_of_what_is_wanted_later_three_wait_and_the_next_comes_again() -> None:
    """The server's threads stay free for screens."""
    room = WaitingRoom()
    seats = seated(room, *[AHEAD] * PLACES_A_PAGE)
    with pytest.raises(VoiceBusy), room.seat_for(AHEAD) as late:
        late.take()
    assert gone(seats) == [False] * PLACES_A_PAGE
    with seats[0]:
        pass  # served: there is room again
    seated(room, AHEAD)


def test_a_tap_takes_the_place_of_what_is_wanted_last() -> None:
    """Who touches a sentence doesn't wait for the rest of the screen."""
    room = WaitingRoom()
    seats = seated(room, AHEAD, TAP, AHEAD)
    seated(room, TAP)
    assert gone(seats) == [False, False, True]


def test_among_taps_the_last_press_wins() -> None:
    """Who touches four sentences wants to hear the fourth."""
    room = WaitingRoom()
    seats = seated(room, TAP, TAP, TAP, TAP)
    assert gone(seats) == [True, False, False, False]


def test_another_page_takes_no_place_but_one_of_later() -> None:
    """Two pages can't use up the server, and none ends what a person at the other wants."""
    room = WaitingRoom()
    seats = seated(room, TAP, TAP, TAP, Wish("other"))
    assert len(seats) == PLACES
    with pytest.raises(VoiceBusy):
        seated(room, Wish("third"))
    assert gone(seats) == [False] * 4
    room = WaitingRoom()
    seats = seated(room, AHEAD, AHEAD, AHEAD, Wish("other"), Wish("third"))
    assert gone(seats) == [False, False, True, False, False]


def test_outside_of_pages_nobody_is_counted() -> None:
    """`kiosk say` has a kiosk of its own."""
    room = WaitingRoom()
    assert gone(seated(room, *[Wish()] * 9)) == [False] * 9


def test_who_is_put_off_is_told_at_once() -> None:
    """Not when the voice, which may hang, has spoken."""
    room = WaitingRoom()
    (first,) = seated(room, AHEAD)
    told: list[BaseException] = []

    def wait() -> None:
        try:
            first.wait(Future(), 60)
        except VoiceBusy as error:
            told.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    seated(room, TAP, TAP, TAP)
    waiting.join(timeout=20)
    assert len(told) == 1


def test_nobody_waits_longer_than_the_limit() -> None:
    """And what has come is had, however late one looks."""
    (seat,) = seated(WaitingRoom(), TAP)
    with pytest.raises(VoiceLate):
        seat.wait(Future(), 0.01)
    result: Future[str] = Future()
    result.set_result("clip")
    assert seat.wait(result, -1) == "clip"


def test_a_person_is_answered_within_two_seconds() -> None:
    """However many voices there are; what is wanted later, within ten."""
    assert WANTED_LIMIT < TAP.limit < 2 < AHEAD.limit < 10

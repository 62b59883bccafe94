"""A process that fails is back soon, and one that can't start is not tried without end."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.worker.restarts import FIRST_WAIT, IN_A_ROW, LONGEST_WAIT, RestartBackoff


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


STEPS = st.lists(
    st.one_of(
        st.sampled_from(["failed", "hopeless", "worked"]),
        st.floats(min_value=0, max_value=1000, allow_nan=False),
    ),
    max_size=60,
)


def follow(steps: list[str | float]) -> tuple[RestartBackoff, Clock, int]:
    """The rule after these steps, its clock, and how many starts failed in a row."""
    clock = Clock()
    rule = RestartBackoff(clock)
    row = 0
    for step in steps:
        if isinstance(step, float):
            clock.now += step
        elif step == "worked":
            rule.worked()
            row = 0
        else:
            rule.failed(hopeless=step == "hopeless")
            row = row + 1 if step == "failed" else max(row + 1, IN_A_ROW)
    return rule, clock, row


@given(STEPS)
def test_no_failure_lasts_longer_than_five_minutes(steps: list[str | float]) -> None:
    """Whatever went wrong, five minutes later it may be tried again."""
    rule, clock, _ = follow(steps)
    assert 0 <= rule.wait <= LONGEST_WAIT
    clock.now += LONGEST_WAIT
    assert rule.wait == 0


@given(STEPS)
def test_only_three_failed_starts_in_a_row_make_anybody_wait(steps: list[str | float]) -> None:
    """A worker that dies now and then is back at once, each time."""
    rule, _, row = follow(steps)
    assert rule.given_up == (row >= IN_A_ROW)
    if row < IN_A_ROW:
        assert rule.wait == 0


@given(STEPS)
def test_one_good_start_makes_all_well(steps: list[str | float]) -> None:
    """What was broken yesterday doesn't count today."""
    rule, clock, _ = follow([*steps, "worked"])
    assert rule.wait == 0 and not rule.given_up
    rule.failed()
    assert rule.wait == 0
    clock.now += 1
    assert rule.wait == 0


@given(st.integers(min_value=1, max_value=40))
def test_the_wait_doubles_up_to_its_limit(more: int) -> None:
    """A machine without memory isn't kept busy with starting what can't be started."""
    rule, clock, _ = follow(["failed"] * IN_A_ROW)
    assert rule.wait == FIRST_WAIT
    for turn in range(1, more + 1):
        clock.now += rule.wait
        rule.failed()
        assert rule.wait == min(LONGEST_WAIT, FIRST_WAIT * 2**turn)

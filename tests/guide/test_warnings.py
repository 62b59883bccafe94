"""Whom to call, for what, and how fast: the same wherever it stands."""

import pytest

from kiosk.guide import Guide
from tests.guide.screens import screen, whole_text


@pytest.mark.parametrize(
    "sign",
    [
        "Chest pain",
        "Trouble breathing",
        "Swelling of the face, mouth or throat",
        "hives",
        "A whistling sound when you breathe (wheezing)",
        "Passing out (fainting)",
        "Sudden, new weakness or numbness on one side",
        "Trouble speaking",
        "Blue lips",
    ],
)
def test_every_emergency_sign_is_on_the_first_help_screen(guide: Guide, sign: str) -> None:
    """N-11; MMN itself weakens one side slowly, so "sudden" and "new" must stay."""
    text = screen(guide, "help-now", "emergency")
    assert sign in text
    assert "Call 911 now" in text
    assert "Outside the US, call your local emergency number." in text


def test_the_staff_stand_before_911(guide: Guide) -> None:
    """They are a step away; so is Help now where its own file can't be read."""
    help_section = guide.help_section
    assert help_section
    for text in (whole_text(help_section.pages[0]), guide.interface["help.lead"]):
        assert 0 <= text.index("Tell the staff here now.") < text.lower().index("call 911")
    assert "911" not in guide.interface["help.title"] + help_section.pages[0].title.shown


def test_where_feelings_are_spoken_of_988_is_named(guide: Guide) -> None:
    """N-31: what to do, that it is free, in Spanish, and 911 in danger."""
    for section, page in (("help-now", "cannot-go-on"), ("living", "feeling-low")):
        text = screen(guide, section, page)
        for said in (
            "cannot go on, or might hurt yourself, call or text 988, or tell the staff here",
            "free and private, day or night",
            "For Spanish, call and press 2",
            "in danger now, call 911",
        ):
            assert said in text


@pytest.mark.parametrize(
    "sign",
    [
        "bad headache with a stiff neck, fever, vomiting, or light hurting your eyes",
        "swollen, warm, red or painful arm or leg",
        "You pass very little urine",
        "Sudden weight gain",
        "Swollen legs",
        "Brown or red urine",
        "Yellow eyes or skin",
        "fever over 100 degrees Fahrenheit (37.8 Celsius)",
    ],
)
def test_every_sign_for_the_care_team_is_shown(guide: Guide, sign: str) -> None:
    """N-13: at once, at any hour, and 911 where they can't be reached."""
    for page in ("call-your-team", "call-your-team-more"):
        text = screen(guide, "help-now", page)
        assert "at once, at any hour" in text
        assert "If you cannot reach them, or it is getting worse, call 911." in text
    both = screen(guide, "help-now", "call-your-team") + screen(
        guide, "help-now", "call-your-team-more"
    )
    assert sign in both


def test_an_infusion_is_stopped_before_the_call(guide: Guide) -> None:
    """N-12."""
    text = screen(guide, "help-now", "during-an-infusion")
    assert "during an infusion at home, stop the infusion, then call." in text
    for section, page in (
        ("ivig", "on-the-day"),
        ("ivig", "stop-it-then-call"),
        ("other-treatment", "do-not-change-medicines-alone"),
        ("about", "your-medicines"),
    ):
        text = screen(guide, section, page)
        assert "stop the infusion. Then call 911 or your care team." in text


def test_what_is_not_usual_for_mmn_is_shown(guide: Guide) -> None:
    """N-14: what is 911, and what is for the care team at once; a throat that swells is 911."""
    for section, page, more in (
        ("help-now", "not-usual-for-mmn", "not-usual-call-team"),
        ("symptoms", "get-help", "get-help-team"),
        ("what-mmn-is", "life-span", "not-usual-call-team"),
    ):
        now, team = screen(guide, section, page), screen(guide, section, more)
        emergency = now[now.lower().index("call 911 now for:") :]
        for sign in (
            "New trouble speaking.",
            "New trouble breathing.",
            "Sudden, new weakness or numbness on one side.",
        ):
            assert sign in emergency and sign not in team
        signs = team[team.index("your care team at once, at any hour, for:") :]
        for sign in ("New trouble swallowing.", "Weakness that gets worse over hours or days."):
            assert sign in signs
        assert "If you cannot reach them, or it is getting worse, call 911." in signs
        for text in (now, team):
            assert "If your face, mouth or throat swells, call 911 now." in text


def test_weakness_is_told_apart_by_how_fast_it_comes(guide: Guide) -> None:
    """N-11, N-14: wherever the slow weakness of MMN is spoken of, the fast one is too."""
    for section, page in (
        ("ivig", "it-wears-off"),
        ("questions", "if-it-wears-off"),
        ("symptoms", "slow-change"),
        ("living", "severe"),
    ):
        assert (
            "If weakness gets worse over hours or days, call your care team at once, at any hour. "
            "For sudden, new weakness on one side, call 911."
        ) in screen(guide, section, page)


def test_911_never_stands_without_the_number_of_other_countries(guide: Guide) -> None:
    """Each section that says to call 911 says what to call elsewhere."""
    for section in guide.sections:
        text = " ".join(whole_text(page) for page in section.pages)
        if "call 911" in text.lower():
            assert "local emergency number" in text, section.slug

"""Checks a section's front matter and address: its keys, order and dates."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from kiosk.files.content_model import unknown_keys
from kiosk.files.problems import Problem
from kiosk.guide.loader import ContentFolder
from kiosk.guide.markdown.front_matter import WHOLE, FrontMatter
from kiosk.guide.markdown.section_file import SectionDraft
from kiosk.guide.model import Section

_YEAR = timedelta(days=366)


def check_front(content: ContentFolder, today: date) -> Iterator[Problem]:
    """Passed or impossible dates, unknown keys, `order` or `help` used twice, bad file names."""
    places = Counter(draft.section.order for draft in content.drafts)
    helps = sum(draft.section.help for draft in content.drafts)
    for draft in content.drafts:
        section, head = draft.section, draft.head
        for key, fault, remedy in _dates(draft, today):
            yield Problem(section.file, head.line(key), fault, remedy)
        for fault, remedy in _review(section):
            yield Problem(section.file, head.line("reviewed_by"), fault, remedy)
        for unknown in unknown_keys(FrontMatter, head, WHOLE):
            yield unknown.problem(section.file)
        if section.help and helps > 1:
            fault = "Another section is what Help now shows, too."
            yield Problem(section.file, head.line("help"), fault, "Write `help:` in one file.")
        if places[section.order] > 1:
            fault = f"Another section has the order {section.order} too."
            yield Problem(section.file, head.line("order"), fault, "Give each its own.")
        if not re.fullmatch(r"[a-z0-9-]+", section.slug):
            fault = "The file's name can't be an address."
            yield Problem(section.file, 0, fault, "Use small letters, digits and hyphens.")


def _review(section: Section) -> Iterator[tuple[str, str]]:
    """A review counts for the very text that was reviewed."""
    if section.reviewed_by is None or section.is_reviewed:
        return
    fault = f"This text is not the one that {section.reviewed_by} reviewed."
    if section.reviewed_on is None or section.reviewed_text is None:
        fault = f"It isn't written down which text {section.reviewed_by} reviewed, and when."
    remedy = "Have it reviewed; till then the screens say that it isn't. Then write"
    yield fault, f"{remedy} `reviewed_on:` and `reviewed_text: {section.text_code}`."


def _dates(draft: SectionDraft, today: date) -> Iterator[tuple[str, str, str]]:
    checked, again = draft.section.checked, draft.section.check_again
    if again < today:
        yield (
            "check_again",
            f"The section was to be checked again by {again}.",
            "Check its facts, then write new dates.",
        )
    elif date.min < checked and again < date.max and not checked < again <= checked + _YEAR:
        yield (
            "check_again",
            f"Checked on {checked}, it can't be checked again by {again}.",
            "Write a later day, at most a year on; six months for trials and approvals.",
        )
    if checked > today:
        yield "checked", f"The section was checked in the future: {checked}.", "Correct the day."

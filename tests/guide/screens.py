"""What the guide's screens show and say, for the tests of its wording."""

from collections.abc import Iterator

from kiosk.guide import Guide, Page


def pages(guide: Guide) -> Iterator[tuple[str, Page]]:
    for section in guide.sections:
        for page in section.pages:
            yield f"{section.slug}/{page.slug}", page


def whole_text(page: Page, home: bool = False) -> str:
    """Everything a screen shows and says, pictures too: in the clinic, or to who reads at home."""
    blocks = page.at_home if home else page.in_clinic
    sentences = [one.shown for block in blocks for one in block.sentences]
    return " ".join([page.title.shown, *sentences])


def every_text(guide: Guide) -> Iterator[tuple[str, str]]:
    for home in (False, True):
        yield from ((place, whole_text(page, home)) for place, page in pages(guide))
    yield from ((f"words: {word.word}", say(word.meaning)) for word in guide.words)
    yield from guide.interface.items()


def say(sentences: tuple[object, ...]) -> str:
    return " ".join(str(getattr(one, "shown", one)) for one in sentences)


def screen(guide: Guide, section: str, page: str) -> str:
    found = guide.section(section)
    shown = found.page(page) if found else None
    assert shown, f"{section}/{page}"
    return whole_text(shown)

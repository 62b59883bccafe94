"""docs/content-coverage.md: which screens show which fact of the article the guide started from."""

from kiosk.check.facts import facts_file
from kiosk.guide.model import Guide
from kiosk.guide.tables import read_facts

_HEAD = """\
# Which screen shows which fact

Every fact of the article the guide started from (S-01 to S-57), and every other fact that puts the
article right or fills a gap in it (C-01 to C-20). Made by `kiosk check --coverage`; don't edit it:
`tests/check/test_coverage.py` compares it with the content. What the ids mean stands in
`content/mmn/en/facts.yaml`.

| fact | what it says | corrected by | screens |
|---|---|---|---|
"""


def coverage_table(guide: Guide) -> str:
    """The whole text of docs/content-coverage.md. Raises ContentError if facts.yaml is broken."""
    content = read_facts(facts_file(guide.folder))
    facts, corrections = content.facts, content.corrections
    screens = fact_screens(guide)
    rows = (
        f"| {fact} | {text} | {corrections.get(fact, '')} | {_cell(screens.get(fact))} |\n"
        for fact, text in facts.items()
        if fact.startswith("S-") or fact in corrections
    )
    return _HEAD + "".join(rows)


def fact_screens(guide: Guide) -> dict[str, list[str]]:
    """Fact id -> the addresses (`section/page`) of the screens that name it, in reading order."""
    screens: dict[str, list[str]] = {}
    for section in guide.sections:
        for page in section.pages:
            for fact in page.facts:
                screens.setdefault(fact, []).append(f"{section.slug}/{page.slug}")
    return screens


def _cell(addresses: list[str] | None) -> str:
    return "<br>".join(addresses) if addresses else "**none**"

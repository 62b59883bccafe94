"""static/js/events.d.ts tells the type check what docs/page-contract.md promises of each event."""

import re

import pytest

from kiosk.config import PROJECT

TYPES = (PROJECT / "static" / "js" / "events.d.ts").read_text("utf-8")
CONTRACT = (PROJECT / "docs" / "page-contract.md").read_text("utf-8")


def typed() -> dict[str, set[str]]:
    """Each event of KioskEvents and the names in its detail."""
    block = TYPES.split("type KioskEvents = {")[1].split("\n};")[0]
    found = {}
    for name, detail in re.findall(r'^  "?([a-z-]+)"?: \{(.*?)\};$', block, re.M | re.S):
        found[name] = set(re.findall(r"(?:^|[\s;])(\w+)\??: ", f" {detail}"))
    return found


def promised() -> dict[str, str]:
    """Each event of the contract's table, and what stands there of its detail."""
    table = CONTRACT.split("## Events")[1].split("\n## ")[0]
    rows = [line.split(" | ", 2) for line in table.splitlines() if line.startswith("| `kiosk:")]
    return {
        name: detail for names, _, detail in rows for name in re.findall(r"kiosk:([a-z-]+)", names)
    }


def test_both_name_the_same_events() -> None:
    assert set(typed()) == set(promised())
    assert len(typed()) > 40


@pytest.mark.parametrize("name", sorted(typed()))
def test_the_contract_tells_all_of_the_detail(name: str) -> None:
    told = set(re.findall(r"`(\w+)`", promised()[name]))
    assert typed()[name] <= told


def test_a_detail_that_is_typed_otherwise_would_be_seen() -> None:
    assert typed()["word-boxed"] == {"id", "word", "position", "rate"}
    assert typed()["hand-fitted"] == {"parameters", "scale"}

"""Runs the pure state machines of static/js in Chromium, many sequences of events at a time."""

from __future__ import annotations

import json
from typing import Any, cast

from playwright.sync_api import Page

Event = dict[str, Any]

# Pure: whether the page has the module too doesn't matter, and it may be one that has none.
RUN = """
async ([module, start, sequences]) => {
  const machine = await import(`/static/js/${module}`);
  return JSON.stringify(JSON.parse(sequences).map((events) => {
    let state = machine[start];
    return events.map((event) => {
      state = machine.next(state, event);
      return {
        effects: state.effects,
        progress: machine.progress?.(state) ?? null,
      };
    });
  }));
}
"""


def run_machine(
    page: Page, module: str, start: str, sequences: list[list[Event]]
) -> list[list[dict[str, Any]]]:
    """For every sequence what the machine answered to each of its events."""
    # As text: Playwright takes a quarter of a million events apart one by one.
    answers = page.evaluate(RUN, [module, start, json.dumps(sequences)])
    return cast("list[list[dict[str, Any]]]", json.loads(answers))

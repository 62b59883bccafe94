"""Runs the pure state machines of static/js in Chromium, many sequences of events at a time."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

Event = dict[str, Any]

RUN = """
async ([module, start, sequences]) => {
  const machine = await import(`/static/js/${module}`);
  return sequences.map((events) => {
    let state = machine[start];
    return events.map((event) => {
      state = machine.next(state, event);
      return {
        effects: state.effects,
        progress: machine.progress?.(state) ?? null,
      };
    });
  });
}
"""


def run_machine(
    page: Page, module: str, start: str, sequences: list[list[Event]]
) -> list[list[dict[str, Any]]]:
    """For every sequence what the machine answered to each of its events."""
    answers: list[list[dict[str, Any]]] = page.evaluate(RUN, [module, start, sequences])
    return answers

"""The time from a spoken word's end to the painted screen, in a real Chromium with a microphone.

    python -m bench.word_to_screen

Each of the kiosk's voices says the commands of VISIT into the microphone (a sound file); each
command changes the screen. A word's end is its last sample above -45 dB of full scale, by the time
at which its piece of sound came from the microphone. Painted: the second animation frame after
`kiosk:screen-shown`.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.common import spread, write_result
from bench.pages import other_work
from kiosk.speech.voices.registry import available_voices
from tests.browser.running import launch_chromium, running_kiosk
from tests.browser.sound_files import RATE, conversation, write
from tests.browser.talking import spoken_to
from tests.browser.watching import pass_time

TARGET_P50, TARGET_P95 = 500, 900  # ms
GAP = 2.5  # s
VISIT = (
    *("treatment", "number three", "next", "next page", "go back", "home"),
    *("symptoms", "two", "next", "back", "main menu"),
    *("support", "number one", "go back", "home page"),
    *("settings", "go back", "questions", "home"),
)

WATCH = """
(() => {
  window.late = [];
  window.done = 0;
  let ended = 0;
  let asked = null;
  const heard = ({ data }) => {
    let last = data.length;
    while (last && Math.abs(data[last - 1]) < 32768 * 10 ** (-45 / 20)) last -= 1;
    if (last) ended = performance.now() - (data.length - last) / 16;
  };
  window.AudioWorkletNode = new Proxy(AudioWorkletNode, {
    construct(made, given) {
      const node = Reflect.construct(made, given);
      node.port.addEventListener("message", heard);
      return node;
    },
  });
  document.addEventListener("kiosk:command", () => {
    asked = ended;
    window.done += 1;
  });
  document.addEventListener("kiosk:screen-shown", () => {
    if (asked === null) return;
    const since = asked;
    asked = null;
    requestAnimationFrame(() => requestAnimationFrame(() =>
      window.late.push(performance.now() - since)));
  });
})();
"""


def main() -> int:
    """Measure and write the result; returns 0 if the targets are met."""
    voices = available_voices()
    late: dict[str, list[float]] = {}
    counts: dict[str, Any] = {}
    for voice in voices:
        times, commands = _visit(voice)
        late[voice] = times
        counts[voice] = {"words": len(VISIT), "commands": commands, "screens": len(times)}
    figures = spread([time for times in late.values() for time in times])
    met = figures["p50"] <= TARGET_P50 and figures["p95"] <= TARGET_P95
    targets = {"target_p50_ms": TARGET_P50, "target_p95_ms": TARGET_P95, "met": met}
    by_voice = {voice: {**counts[voice], "painted_ms": spread(late[voice])} for voice in voices}
    write_result("word-to-screen", {**other_work(), "painted_ms": figures, **by_voice, **targets})
    return int(not met)


def _visit(voice: str) -> tuple[list[float], int]:
    """The time of each changed screen in ms, and how many commands were done."""
    sound = conversation(VISIT, GAP, voice=voice)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(Path(folder), KIOSK_PREPARE="false", KIOSK_IDLE_SECONDS="3600") as kiosk,
        sync_playwright() as playwright,
    ):
        browser = launch_chromium(playwright)
        file = write(Path(folder) / "said.wav", sound)
        with spoken_to(browser, kiosk.address, file, script=WATCH) as page:
            pass_time(page, len(sound) / RATE)
            times: list[float] = page.evaluate("late")
            done: int = page.evaluate("done")
        browser.close()
    return times, done


if __name__ == "__main__":
    sys.exit(main())

"""The time from a touch to sound: the kiosk's voices and Chromium's speechSynthesis, in one run.

    python -m bench.speech_synthesis [SENTENCES]

speechSynthesis speaks by Debian's speech-dispatcher with its espeak-ng, into a null sink (packages
speech-dispatcher, speech-dispatcher-espeak-ng, pulseaudio). Its time ends at the utterance's
`start` event, ours at the audio element's `playing`; both in ms. `cached`: the screen was shown and
its clips are loaded. `new`: no clip of the screen was ever rendered.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.common import guide_sentences, spread, write_result
from bench.first_sound import SOUND_CLOCK, Times
from bench.pages import guide_paths, measured_kiosk, other_work
from kiosk.speech.voices.registry import available_voices
from tests.browser.running import launch_chromium

SENTENCES = 30
TARGETS = {"cached": 50, "new": 100}  # ms, p95
FASTER = 2  # times as fast as speechSynthesis
ONE_SOUND = "() => window.kioskSounds.some((one) => one.src.startsWith('blob:'))"
PEER = """([text]) => new Promise((resolve, reject) => {
  const button = document.querySelector("button");
  button.onclick = ({ timeStamp }) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = "en-US";
    let started = 0;
    utterance.onstart = () => {
      started = performance.now() - timeStamp;
      setTimeout(() => speechSynthesis.cancel(), 300);
    };
    utterance.onend = utterance.onerror = () => resolve(started);
    setTimeout(() => reject(new Error("speechSynthesis did not answer")), 20000);
    speechSynthesis.speak(utterance);
  };
  setTimeout(() => button.click());
})"""


@contextmanager
def speech_dispatcher() -> Iterator[dict[str, str]]:
    """Run a speech-dispatcher and a sound server without output; yields the variables for them.

    The variables are also set in this process.
    """
    with tempfile.TemporaryDirectory() as folder:
        socket = Path(folder) / "speechd.sock"
        variables = {
            "XDG_RUNTIME_DIR": folder,
            "PULSE_RUNTIME_PATH": folder,
            "SPEECHD_ADDRESS": f"unix_socket:{socket}",
        }
        os.environ.update(variables)
        sink = ["pulseaudio", "--exit-idle-time=-1", "--daemonize=no", "-n"]
        sink += ["-L", "module-null-sink", "-L", "module-native-protocol-unix"]
        daemon = ["speech-dispatcher", "--run-single", "-c", "unix_socket", "-S", str(socket)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started = [subprocess.Popen(command, **quiet) for command in (sink, daemon)]  # type: ignore[call-overload]
        try:
            yield variables
        finally:
            for process in started:
                process.terminate()
                process.wait()


def peer(texts: Sequence[str]) -> list[float]:
    """Milliseconds from the click to the utterance's start, for each text that was spoken."""
    with speech_dispatcher(), sync_playwright() as playwright:
        chromium = launch_chromium(playwright, "--enable-speech-dispatcher")
        page = chromium.new_page()
        page.goto("data:text/html,<button>Read</button>")
        page.wait_for_function("() => speechSynthesis.getVoices().length > 0")
        times = [float(page.evaluate(PEER, [text])) for text in texts]
        chromium.close()
    return [time for time in times if time > 0]


def ours(voice: str, wanted: int) -> dict[str, list[float]]:
    """The kiosk's times in ms with a voice: "cached" and "new"."""
    found: dict[str, list[float]] = {"new": [], "cached": []}
    with measured_kiosk(voice) as visits:
        _wake(visits.open("/home"))
        for path in guide_paths()[:wanted]:
            found["new"].append(_touched(visits.open(path)))
            page = visits.open(path)
            page.wait_for_function(ONE_SOUND)
            found["cached"].append(_touched(page))
    return found


def _wake(page: Page) -> None:
    """Start the voice's process, as the kiosk does a moment after its own start."""
    spoken = page.locator("[data-action=home]").get_attribute("data-speak")
    answer = page.request.get(f"/speech/{spoken}")
    assert answer.ok, answer.status
    page.wait_for_function(ONE_SOUND)


def _touched(page: Page) -> float:
    """Touch the last sentence on the first book page (the first is loaded ahead); ms to sound."""
    page.evaluate(SOUND_CLOCK)
    sentence = page.locator("#screen p [data-sentence]:visible").last
    sentence.locator("[data-word]").first.click()
    times: Times = page.evaluate("window.soundTimes")
    return times["playing"]


def main(arguments: list[str]) -> int:
    """Measure and write the result; returns 0 if every target is met."""
    wanted = int(arguments[0]) if arguments else SENTENCES
    texts = [shown for _, shown in guide_sentences()[:wanted]]
    other = peer(texts)
    figures: dict[str, object] = {"speech_synthesis": spread(other)}
    met = True
    for voice in available_voices():
        for kind, times in ours(voice, wanted).items():
            found = spread(times)
            ratio = round(spread(other)["p50"] / found["p50"], 2)
            good = found["p95"] <= TARGETS[kind] and ratio >= FASTER
            met = met and good
            figures[f"{voice}_{kind}"] = {
                **found,
                "target_p95": TARGETS[kind],
                "times_faster_p50": ratio,
                "met": good,
            }
    write_result("speech-synthesis", {**other_work(), "sentences": wanted, **figures})
    return int(not met)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

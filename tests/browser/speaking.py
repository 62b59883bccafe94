"""A person who speaks to a page's microphone: a word, a look at what came of it, the next word.

Chromium's own fake microphone plays a file that waits for nobody: on a busy machine its first word
is over before the page listens, and a word that wasn't heard is never said again. This one stands
where getUserMedia gives the microphone's stream, and sounds when a test says something.
"""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Late

from .sound_files import quiet, spoken, write

# A quiet room all the time, and what is said in it.
MICROPHONE = """
(() => {
  const sounds = new AudioContext();
  const microphone = sounds.createMediaStreamDestination();
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer;
  async function play(file, loop) {
    const source = sounds.createBufferSource();
    source.buffer = await sounds.decodeAudioData(bytes(file));
    source.loop = loop;
    source.connect(microphone);
    source.start();
    if (!loop) await new Promise((resolve) => source.addEventListener("ended", resolve));
  }
  navigator.mediaDevices.getUserMedia = async () => {
    await sounds.resume();
    return microphone.stream.clone();
  };
  window.sayToMicrophone = (file) => play(file, false);
  play("ROOM", true);
})();
"""
PATIENCE = 8_000  # ms until a person takes it that they weren't heard
TRIES = 3


def microphone(folder: Path) -> str:
    """The script that a page needs before its own."""
    return MICROPHONE.replace("ROOM", _text(write(folder / "room.wav", quiet(5))))


class Speaker:
    """Says words to a page that listens and keeps `commands`; `missed` had to be said again."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.missed: list[str] = []

    def say(self, words: str) -> None:
        """Say them until a command is done, whatever it is: three times at most."""
        file = _text(write(self.folder / "word.wav", spoken(words)))
        for _ in range(TRIES):
            done = len(self.page.evaluate("commands"))
            self.page.evaluate("(file) => sayToMicrophone(file)", file)
            try:
                self.page.wait_for_function(
                    "(done) => commands.length > done", arg=done, timeout=PATIENCE
                )
            except Late:
                self.missed.append(words)
            else:
                return
        raise AssertionError(f"not heard: {words}")


def _text(file: Path) -> str:
    return base64.b64encode(file.read_bytes()).decode("ascii")

"""A person who speaks to a page's microphone: a word, a look at what came of it, the next word.

Chromium's fake microphone plays a file from the moment it opens, and waits for nobody: on a busy
machine the first word is over before the page listens, and a word that wasn't heard is never said
again. Here the page has a quiet room for a microphone, into which Chromium's is opened for each
word, with a file of that word alone.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Late

from .sound_files import conversation, write
from .watching import count, wait_for_event

ROOM = """
(() => {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  let room = null; // {sounds, heard, wanted}
  let word = null; // the stream of the last one
  function quiet(sounds) {
    const air = sounds.createBuffer(1, 5 * sounds.sampleRate, sounds.sampleRate);
    const samples = air.getChannelData(0);
    for (const place of samples.keys()) samples[place] = (2 * Math.random() - 1) * 10 ** (-60 / 20);
    return new AudioBufferSourceNode(sounds, { buffer: air, loop: true });
  }
  mediaDevices.getUserMedia = async (wanted) => {
    const sounds = new AudioContext();
    const heard = sounds.createMediaStreamDestination();
    const air = quiet(sounds);
    air.connect(heard);
    air.start();
    room = { sounds, heard, wanted };
    return heard.stream;
  };
  window.sayTheFile = async () => {
    for (const track of word?.getTracks() ?? []) track.stop();
    word = await open(room.wanted);
    room.sounds.createMediaStreamSource(word).connect(room.heard);
  };
})();
"""
PATIENCE = 10_000  # ms from a word's beginning until a person takes it that it wasn't heard
TRIES = 3


class Speaker:
    """Says words to a page of talking.spoken_to() with `file`, ROOM and EVENT_LOG.

    `missed` are those that had to be said again.
    """

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.file = file
        self.missed: list[str] = []

    def say(self, words: str) -> None:
        """Say them until a command is done, whatever it is: three times at most."""
        write(self.file, conversation([words], gap=1.0, before=1.0))
        for _ in range(TRIES):
            done = count(self.page, "command")
            self.page.evaluate("sayTheFile()")
            try:
                wait_for_event(self.page, "command", after=done, timeout=PATIENCE)
            except Late:
                self.missed.append(words)
            else:
                return
        raise AssertionError(f"not heard: {words}")

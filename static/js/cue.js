// Short speech and tones for the ways that speak: names of choices, guidance. Reading a screen
// aloud is read_aloud.js; this stops when that begins, and tells when it begins and ends itself.
import { clipOf } from "./clips.js";
import { screen, tell } from "./screen.js";

const voice = new Audio();
voice.preservesPitch = true;
let job = 0;
let finish = () => {};
let sounds = null;

const volume = () => Number(screen()?.dataset.volume ?? 0.6);

// Says sentences by their ids, one after the other; resolves when they are said or hushed.
// began(seconds) is told how long the first will last; rate 1 is the voice's own speed.
export async function speak(ids, { rate = 1, began = () => {} } = {}) {
  hushCue();
  const mine = job;
  for (const id of ids) {
    const clip = await clipOf(id);
    if (mine !== job) return;
    voice.src = clip.clip;
    voice.volume = volume();
    voice.playbackRate = rate;
    began(clip.duration / rate);
    await sounded(clip.duration / rate);
    if (mine !== job) return;
  }
}

// A clip that can't play, for want of a loudspeaker, takes its time all the same.
function sounded(seconds) {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, seconds * 1000 + 400);
    finish = () => {
      clearTimeout(late);
      resolve();
    };
    voice.onended = finish;
    voice.play().catch(() => {});
  });
}

export function hushCue() {
  job += 1;
  voice.onended = null;
  voice.pause();
  finish();
}

// What explains a way of using the screen; scanning waits while it is said.
export async function explain(ids) {
  tell("guidance-started");
  try {
    await speak(ids);
  } catch (error) {
    console.warn(error.message); // without a voice the box on the screen must do
  }
  tell("guidance-ended");
}

// A tone at a round's start, another for a press that was taken.
const TONES = { round: [880, 0.09], press: [440, 0.05] };

export function tone(name) {
  sounds ??= new AudioContext();
  const [pitch, length] = TONES[name];
  const source = sounds.createOscillator();
  const gain = sounds.createGain();
  source.frequency.value = pitch;
  gain.gain.setValueAtTime(0.25 * volume(), sounds.currentTime);
  gain.gain.linearRampToValueAtTime(0, sounds.currentTime + length);
  source.connect(gain).connect(sounds.destination);
  source.start();
  source.stop(sounds.currentTime + length);
}

export function startCue() {
  document.addEventListener("kiosk:reading-started", hushCue);
}

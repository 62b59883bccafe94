// Short tones of scanning: a round has begun, a press was taken.
import { volume } from "../page/screen.js";

const TONES = { round: [880, 0.09], press: [440, 0.05] }; // hertz, seconds
const LOUDNESS = 0.25; // as a share of the voice's

/** @type {AudioContext | null} */
let sounds = null;

/**
 * Plays a tone; does nothing while the browser allows no sound.
 * @param {keyof typeof TONES} name
 */
export function tone(name) {
  sounds ??= new AudioContext();
  // Until the browser allows sound the audio clock stands: all tones would sound together later.
  if (sounds.state !== "running") sounds.resume().catch(() => {});
  if (sounds.state === "suspended" && navigator.userActivation?.hasBeenActive === false) return;
  const [pitch, length] = TONES[name];
  const source = sounds.createOscillator();
  const gain = sounds.createGain();
  source.frequency.value = pitch;
  gain.gain.setValueAtTime(LOUDNESS * volume(), sounds.currentTime);
  gain.gain.linearRampToValueAtTime(0, sounds.currentTime + length);
  source.connect(gain).connect(sounds.destination);
  source.start();
  source.stop(sounds.currentTime + length);
}

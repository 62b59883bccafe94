// Short tones, by the audio clock: a switch's round has begun, a press was taken.
import { volume } from "../page/screen.js";

const TONES = { round: [880, 0.09], press: [440, 0.05] }; // hertz, seconds
const LOUDNESS = 0.25; // of the voice's

/** @type {AudioContext | null} */
let sounds = null;

/** @param {keyof typeof TONES} name */
export function tone(name) {
  sounds ??= new AudioContext();
  // Until the browser allows sound its clock stands: all tones would come at once, afterwards.
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

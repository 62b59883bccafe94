// Says single sentences: a touched button's words, where the person asked for that, and the
// question at the end of a visit. Reading a screen waits until they are said: one voice at a time.
import { clipOf } from "./clips.js";
import { screen } from "./screen.js";

// What steers the reading is heard by its effect while a screen is read.
const STEERING = "[data-action='read'], [data-tools-for='reading'], [data-tools-for='sound']";

const voice = new Audio();
let job = 0; // counts calls, so that a clip that comes late is dropped
let end = () => {};
let said = Promise.resolve();

// Says sentences by their ids, one after the other; a newer call or hush() ends it.
export function say(ids) {
  hush();
  // Without a voice the words are still on the screen.
  said = sayAll(ids, job).catch(() => {});
}

// Resolves when nothing is being said any more.
export const whenSaid = () => said;

export function hush() {
  job += 1;
  voice.pause();
  end();
}

async function sayAll(ids, mine) {
  for (const id of ids) {
    const clip = await clipOf(id);
    if (mine !== job) return;
    await sound(clip);
  }
}

function sound(clip) {
  voice.volume = Number(screen().dataset.volume ?? 0.6);
  voice.src = clip.clip;
  return new Promise((resolve) => {
    end = resolve;
    voice.onended = resolve;
    voice.play().catch(resolve);
  });
}

function onTouch(event) {
  const button = event.target.closest?.("[data-action]");
  if (!button) return;
  hush();
  const { speakTouch, reading } = screen().dataset;
  const heard = reading === "reading" && button.closest(STEERING);
  if (speakTouch === "yes" && button.dataset.speak && !heard) say([button.dataset.speak]);
}

export function startSaying() {
  // Before the others, who may end the event or begin to read.
  document.addEventListener("click", onTouch, { capture: true });
}

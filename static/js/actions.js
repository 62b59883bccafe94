// Tells of every action; says a button's words where the person asked for that; and gives a link
// that opens a screen over this one the sentence one is at, so that Back returns to it.
import { clipOf } from "./clips.js";
import { firstVisible, screen, sentences, tell } from "./screen.js";

const voice = new Audio();

// Says sentences by their ids, one after the other; a newer call or an action ends it.
export async function say(ids) {
  const [first, ...rest] = ids;
  if (!first) return;
  const clip = await clipOf(first);
  voice.volume = Number(screen().dataset.volume ?? 0.6);
  voice.src = clip.clip;
  voice.onended = () => say(rest);
  await voice.play();
}

export function hush() {
  voice.onended = null;
  voice.pause();
}

function onClick(event) {
  const button = event.target.closest?.("[data-action]");
  if (!button) return;
  hush();
  tell("action", { action: button.dataset.action }, button);
  const wanted = screen().dataset.speakTouch === "yes" && button.dataset.speak;
  if (wanted) say([wanted]).catch(() => {}); // without a voice the button still works
}

function place() {
  const all = sentences();
  const reading = all.findIndex((one) => one.classList.contains("reading"));
  return reading >= 0 ? reading : firstVisible(all);
}

function keepPlace(event) {
  if (!event.detail.elt.hasAttribute("data-keeps-place") || !sentences().length) return;
  const address = new URL(event.detail.path, location.origin);
  const from = new URL(address.searchParams.get("from"), location.origin);
  // Opened from a screen that itself was opened over another: that one's place is kept already.
  if (from.pathname !== location.pathname) return;
  from.searchParams.set("at", String(place()));
  address.searchParams.set("from", from.pathname + from.search);
  event.detail.path = address.pathname + address.search;
}

export function startActions() {
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:configRequest", keepPlace);
}

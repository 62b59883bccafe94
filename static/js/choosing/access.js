// Starts each way of access from the attract screen by that way alone. A switch, or a hand held on
// the glass, starts scanning; a key of the keypad starts the keypad; a pointer that comes to rest
// starts dwell. The way is then explained aloud.
import { jobOf } from "./keypad.js";
import { prefer } from "../page/preference.js";
import { beforePress } from "../page/presses.js";
import { explain } from "../reading/say.js";
import { screen, tell } from "../page/screen.js";
import { isSwitchKey } from "./switches.js";

const HOLD = 5000; // ms of holding or resting; an ordinary touch is much shorter
const SEEN = 1000; // ms in which a new screen ignores input: it may be the bounce of a switch
const STILL = 60; // CSS px that a resting hand or pointer may move

/** @type {Access | null} */
let way = null; // the way of access of the last screen
let timer = 0;
/** @type {{ x: number, y: number } | null} */
let held = null; // where the hand or pointer rests, in CSS px
let beginning = false;
let shown = -Infinity; // when this screen replaced another

const attracting = () => screen()?.dataset.screen === "attract";

/** @param {Access} access */
async function begin(access) {
  if (beginning || performance.now() - shown < SEEN) return;
  clearTimeout(timer);
  if (!tell("access-begins", { access })) return; // the earlier visit goes on (not_finished.js)
  beginning = true;
  await prefer("access", access);
  beginning = false;
  /** @type {HTMLElement | null} */ (screen().querySelector("[data-action='start']"))?.click();
}

// Keys and gamepads -----------------------------------------------------------------------------

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!attracting() || !isSwitchKey(event)) return;
  // A person who came here with Tab uses a keyboard: the key presses the link as usual.
  if (document.activeElement?.matches("[data-action='start']")) return;
  const switchKey = event.key === " " || event.key === "Enter";
  const access = switchKey ? "one-switch" : jobOf(event) && "keypad";
  if (!access) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.type === "keydown" && !event.repeat) begin(access);
}

// Gamepads send no events: they are polled, but only on the attract screen.
function askGamepads() {
  if (!attracting()) return;
  const pads = /** @type {Gamepad[]} */ ([...(navigator.getGamepads?.() ?? [])].filter(Boolean));
  if (pads.some((pad) => pad.buttons.some((button) => button.pressed))) begin("one-switch");
  setTimeout(askGamepads, 50);
}

// Hands and pointers ----------------------------------------------------------------------------

/**
 * @param {PointerEvent} event
 * @param {Access} access
 */
function rest(event, access) {
  held = { x: event.clientX, y: event.clientY };
  clearTimeout(timer);
  timer = setTimeout(() => attracting() && begin(access), HOLD);
}

/** @param {PointerEvent} event */
function onPointer(event) {
  if (!attracting() || beginning) return;
  if (event.type === "pointerdown") return rest(event, "one-switch");
  if (event.type !== "pointermove") return clearTimeout(timer);
  const far = !held || Math.hypot(event.clientX - held.x, event.clientY - held.y) > STILL;
  if (!far) return;
  if (event.buttons === 0 && event.pointerType === "mouse") rest(event, "dwell");
  else clearTimeout(timer);
}

// Guidance --------------------------------------------------------------------------------------

/** @param {DocumentEventMap["kiosk:screen-shown"]} event */
function guide({ detail }) {
  shown = detail.first ? -Infinity : detail.time;
  const access = /** @type {Access} */ (screen().dataset.access);
  const changed = way !== null && way !== access && !attracting();
  way = access; // on the attract screen the default, for the next person
  held = null;
  if (attracting()) askGamepads();
  const words = document.querySelector(`[data-guidance="${access}"]`);
  if (!changed || !words) return;
  tell("access-changed", { access });
  explain(words.textContent.trim().split(/\s+/));
}

export function startAccess() {
  window.addEventListener("keydown", onKey, { capture: true });
  window.addEventListener("keyup", onKey, { capture: true });
  for (const name of /** @type {const} */ (["pointerdown", "pointermove", "pointerup", "pointercancel"])) {
    window.addEventListener(name, onPointer, { capture: true, passive: true });
  }
  beforePress("access", () => beginning);
  document.addEventListener("kiosk:screen-shown", guide);
}

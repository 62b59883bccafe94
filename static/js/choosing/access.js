// Ways in: from the attract screen every way of using the kiosk can be reached by that way alone.
// A switch starts scanning, and so does a hand held on the glass; a keypad's key starts the
// keypad; a pointer that comes to rest starts dwell. What has begun is then explained aloud.
import { jobOf } from "./keypad.js";
import { prefer } from "../page/preference.js";
import { beforePress } from "../page/presses.js";
import { explain } from "../reading/say.js";
import { screen, tell } from "../page/screen.js";
import { isSwitchKey } from "./switches.js";

const HOLD = 5000; // ms; a touch that starts the guide is over long before
const SEEN = 1000; // ms: a switch that bounces does nothing to a screen that nobody has seen yet
const STILL = 60; // CSS px that a resting hand or pointer may move

/** @type {Access | null} */
let way = null; // what the last screen was used by
let timer = 0;
/** @type {{ x: number, y: number } | null} */
let held = null; // where the hand or pointer rests, in CSS px
let beginning = false;
let shown = -Infinity; // when this screen took the place of another

const attracting = () => screen()?.dataset.screen === "attract";

/** @param {Access} access */
async function begin(access) {
  if (beginning || performance.now() - shown < SEEN) return;
  clearTimeout(timer);
  if (!tell("access-begins", { access })) return; // the visit before goes on
  beginning = true;
  await prefer("access", access);
  beginning = false;
  /** @type {HTMLElement | null} */ (screen().querySelector("[data-action='start']"))?.click();
}

// Keys and gamepads -----------------------------------------------------------------------------

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!attracting() || !isSwitchKey(event)) return;
  // Whoever came here with Tab has a keyboard and sees the focus.
  if (document.activeElement?.matches("[data-action='start']")) return;
  const switchKey = event.key === " " || event.key === "Enter";
  const access = switchKey ? "one-switch" : jobOf(event) && "keypad";
  if (!access) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.type === "keydown" && !event.repeat) begin(access);
}

// Gamepads have no events; they are asked only while the attract screen waits.
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
  way = access; // on the attract screen the next person's: the usual one
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

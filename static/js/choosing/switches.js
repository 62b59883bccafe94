// Reads the presses of switches: the whole glass, a key (USB switch interfaces type Space or Enter)
// or a gamepad's button.
import { beforePress } from "../page/presses.js";

/** @typedef {"select" | "step"} SwitchName */

/**
 * `time` is by the clock of performance.now(), in ms.
 * @typedef {{ by: SwitchName, time: number }} SwitchPress
 */

/**
 * on() tells whether presses are wanted now; while they are, no other module gets them. press() is
 * called for each press; hold(true) when a hand touches the glass, hold(false) when none does.
 * @typedef {object} SwitchListener
 * @property {() => boolean} on
 * @property {(press: SwitchPress) => void} press
 * @property {(lasts: boolean) => void} hold
 */

/**
 * The ways of access in which the whole glass is a switch, and how many switches each has.
 * @type {{ [way in Access]?: 1 | 2 }}
 */
export const SWITCHES = { "one-switch": 1, "two-switches": 2 };
const LONGEST = 3000; // ms: a hand that rests so long on the glass counts as a press that has ended
const NOT_SWITCHES = new Set(["Tab", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

/**
 * Starts listening to switches. Returns a function that polls the gamepads: it returns whether one
 * of their buttons has gone down since its last call.
 * @param {SwitchListener} listener
 */
export function startSwitches({ on, press, hold }) {
  keys(on, press);
  glass(on, press, hold);
  return gamepads(on, press);
}

/**
 * Of two switches, Enter chooses and any other key moves the box; with one they do the same.
 * @type {(key: string) => SwitchName}
 */
const byKey = (key) => (key === "Enter" ? "select" : "step");

/**
 * Whether a key can be a switch: not Tab, a modifier or a shortcut.
 * @param {KeyboardEvent} event
 */
export function isSwitchKey(event) {
  return !NOT_SWITCHES.has(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey;
}

/**
 * @param {SwitchListener["on"]} on
 * @param {SwitchListener["press"]} press
 */
function keys(on, press) {
  for (const name of /** @type {const} */ (["keydown", "keyup"])) {
    window.addEventListener(
      name,
      (event) => {
        if (!on() || !isSwitchKey(event)) return;
        take(event);
        if (name === "keydown" && !event.repeat) press({ by: byKey(event.key), time: now(event) });
      },
      { capture: true },
    );
  }
}

/**
 * @param {SwitchListener["on"]} on
 * @param {SwitchListener["press"]} press
 * @param {SwitchListener["hold"]} hold
 */
function glass(on, press, hold) {
  /** @type {Map<number, SwitchPress & { timer: number }>} */
  const contacts = new Map(); // by the pointer's id
  /** @param {number} id */
  const end = (id) => {
    const contact = contacts.get(id);
    if (!contact) return;
    contacts.delete(id);
    clearTimeout(contact.timer);
    // It acts on release, but its time is that of the landing: where the box was then counts.
    press(contact);
    if (!contacts.size) hold(false);
  };
  /** @param {PointerEvent} event */
  const begin = (event) => {
    const by = event.clientX < innerWidth / 2 ? "step" : "select";
    const timer = setTimeout(() => end(event.pointerId), LONGEST);
    contacts.set(event.pointerId, { by, time: now(event), timer });
    hold(true);
  };
  /** @type {{ [name in "pointerdown" | "pointerup" | "pointercancel"]: (event: PointerEvent) => void }} */
  const handlers = {
    pointerdown: begin,
    pointerup: (event) => end(event.pointerId),
    pointercancel: (event) => end(event.pointerId),
  };
  for (const [name, handle] of Object.entries(handlers)) {
    listen(/** @type {keyof typeof handlers} */ (name), (event) => {
      if (!on()) return;
      take(event);
      handle(event);
    });
  }
  // Drops the browser's own clicks by pointers. Those of screen readers have no pointer and pass.
  beforePress("scanning", (event) => Boolean(on() && event.isTrusted && event.pointerType));
  listen("contextmenu", (event) => on() && take(event));
}

/**
 * @template {keyof WindowEventMap} Name
 * @param {Name} name
 * @param {(event: WindowEventMap[Name]) => void} handle
 */
function listen(name, handle) {
  window.addEventListener(name, handle, { capture: true, passive: false });
}

/**
 * Gamepads send no events: returns the function that polls them (see startSwitches).
 * @param {SwitchListener["on"]} on
 * @param {SwitchListener["press"]} press
 */
function gamepads(on, press) {
  /** @type {Set<string>} */
  let down = new Set();
  return () => {
    const pads = /** @type {Gamepad[]} */ ([...(navigator.getGamepads?.() ?? [])].filter(Boolean));
    /** @type {Set<string>} */
    const held = new Set();
    for (const pad of pads) {
      pad.buttons.forEach((button, i) => button.pressed && held.add(`${pad.index} ${i}`));
    }
    const fresh = [...held].filter((one) => !down.has(one));
    down = held;
    if (!on()) return fresh.length > 0;
    // Adapters for two switches press the first and second button, or another such pair.
    for (const one of fresh) {
      press({ by: Number(one.split(" ")[1]) % 2 ? "select" : "step", time: performance.now() });
    }
    return fresh.length > 0;
  };
}

/**
 * The time of an event by performance.now(), ms. Synthetic events, and those of some drivers, have
 * a time of another clock or none.
 * @param {Event} event
 */
function now(event) {
  const age = performance.now() - event.timeStamp;
  return age >= 0 && age < 1000 ? event.timeStamp : performance.now();
}

/** @param {Event} event */
function take(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

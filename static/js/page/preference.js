// What the person has set in this visit: a cookie each, which this page writes by itself, and the
// page's own memory of them. A server that starts again, or an answer that comes late and clears
// the cookies, loses nothing. The server only reads them (kiosk/rooms/preferences.py).
import { screen, tell } from "./screen.js";

const COOKIE = "kiosk_";

/** @typedef {{ [name: string]: string }} Settings */

/**
 * By the setting's name. when: the number of the change that set it.
 * @type {Map<string, { value: string, when: number }>}
 */
const chosen = new Map();
/** @type {WeakMap<XMLHttpRequest, number>} */
const sent = new WeakMap(); // how many changes a request knew of
let changes = 0;
let known = 0; // of the changes, by the screen that is shown
let forgotten = 0; // the change that ended the last visit

/** @type {(name: string) => string} */
const attribute = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** @type {(pair: string) => [string, string]} */
const split = (pair) => /** @type {[string, string]} */ (pair.split("="));

// By the setting's name: the value of a visit that sets nothing.
const defaults = () =>
  new Map(/** @type {string} */ (document.body.dataset.preferences).trim().split(/\s+/).map(split));

// What is set now, of every setting.
export function settingsNow() {
  const names = [...defaults().keys()];
  const settings = Object.fromEntries(names.map((name) => [name, screen().dataset[attribute(name)]]));
  return /** @type {Settings} */ (settings); // every screen has them all
}

/**
 * Sets what is different now.
 * @param {Settings} settings
 */
export function setAgain(settings) {
  const now = settingsNow();
  for (const [name, value] of Object.entries(settings)) if (now[name] !== value) prefer(name, value);
}

const cookies = () => new Map(document.cookie.split("; ").map(split));

/**
 * No date: it goes with the browser, if not with the visit.
 * @param {string} name
 * @param {string} value
 * @param {string} more
 */
function write(name, value, more = "") {
  document.cookie = `${COOKIE}${name}=${value}; Path=/; SameSite=Strict${more}`;
}

/**
 * Sets one of the settings: on this screen at once, and for the rest of the visit.
 * @param {string} name
 * @param {string} value
 */
export async function prefer(name, value) {
  changes += 1;
  chosen.set(name, { value, when: changes });
  write(name, value);
  wear(name, value);
  tell("setting-changed", { name, value }, screen());
}

/**
 * @param {string} name
 * @param {string} value
 */
function wear(name, value) {
  screen().dataset[attribute(name)] = value;
  const forms = screen().querySelectorAll(`form[data-setting="${name}"]`);
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (forms)) {
    const pressed = form.dataset.value === value;
    const button = /** @type {HTMLElement} */ (form.querySelector("[data-action='choose']"));
    button.setAttribute("aria-pressed", String(pressed));
  }
}

// The end of a visit: no cookie is left, and the page is as for a new person.
export function forgetSettings() {
  changes += 1;
  forgotten = changes;
  chosen.clear();
  const kept = cookies();
  for (const [name, value] of defaults()) {
    if (kept.has(COOKIE + name)) write(name, "", "; Max-Age=0");
    if (!screen() || screen().dataset[attribute(name)] === value) continue;
    wear(name, value);
    tell("setting-changed", { name, value }, screen());
  }
}

/**
 * Before a request goes: what is missing of the cookies is written again.
 * @param {HtmxEventMap["htmx:beforeRequest"]} event
 */
function keep({ detail: { xhr } }) {
  const kept = cookies();
  for (const [name, { value }] of chosen) {
    if (kept.get(COOKIE + name) !== value) write(name, value);
  }
  sent.set(xhr, changes);
}

// A screen that was asked for before the last changes doesn't know of them.
function open() {
  if (known < forgotten) for (const [name, value] of defaults()) wear(name, value);
  for (const [name, { value, when }] of chosen) if (when > known) wear(name, value);
}

// A page that was loaded anew in the middle of a visit: what its screen shows is what was chosen.
function recall() {
  const kept = cookies();
  for (const name of defaults().keys()) {
    const value = kept.get(COOKIE + name);
    if (value && screen()?.dataset[attribute(name)] === value) chosen.set(name, { value, when: 0 });
  }
}

/**
 * A choice on a settings screen is set here; htmx then only shows the screen anew.
 * @param {Event} event
 */
function choose({ target }) {
  const { dataset } = /** @type {HTMLFormElement} */ (target);
  if (dataset.setting) prefer(dataset.setting, /** @type {string} */ (dataset.value));
}

export function startPreferences() {
  recall();
  document.addEventListener("submit", choose, { capture: true });
  document.addEventListener("htmx:beforeRequest", keep);
  document.addEventListener("htmx:beforeSwap", ({ detail: { xhr } }) => (known = sent.get(xhr) ?? 0));
  document.addEventListener("kiosk:screen-shown", open);
}

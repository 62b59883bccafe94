// The settings that the person has chosen in this visit. The page writes a cookie for each, and
// also keeps them in memory: so nothing is lost if the server restarts, or if a late answer clears
// the cookies. The server only reads the cookies (kiosk/rooms/preferences.py).
import { screen, tell } from "./screen.js";

const COOKIE = "kiosk_";

/** @typedef {{ [name: string]: string }} Settings */

/**
 * By the setting's name. when: the number of the change that set it.
 * @type {Map<string, { value: string, when: number }>}
 */
const chosen = new Map();
/** @type {WeakMap<XMLHttpRequest, number>} */
const sent = new WeakMap(); // `changes` when a request was sent
let changes = 0;
let known = 0; // how many of the changes the shown screen contains
let forgotten = 0; // `changes` at the end of the last visit

/** @type {(name: string) => string} */
const attribute = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** @type {(pair: string) => [string, string]} */
const split = (pair) => /** @type {[string, string]} */ (pair.split("="));

// The default value of each setting, by its name.
const defaults = () =>
  new Map(/** @type {string} */ (document.body.dataset.preferences).trim().split(/\s+/).map(split));

// The current value of every setting, by its name.
export function settingsNow() {
  const names = [...defaults().keys()];
  const settings = Object.fromEntries(names.map((name) => [name, screen().dataset[attribute(name)]]));
  return /** @type {Settings} */ (settings); // every screen has them all
}

/**
 * Sets those of the given settings that have another value now.
 * @param {Settings} settings
 */
export function setAgain(settings) {
  const now = settingsNow();
  for (const [name, value] of Object.entries(settings)) if (now[name] !== value) prefer(name, value);
}

const cookies = () => new Map(document.cookie.split("; ").map(split));

/**
 * Without an expiry date: the cookie ends with the browser at the latest.
 * @param {string} name
 * @param {string} value
 * @param {string} more
 */
function write(name, value, more = "") {
  document.cookie = `${COOKIE}${name}=${value}; Path=/; SameSite=Strict${more}`;
}

/**
 * Sets one setting: on this screen at once, and for the rest of the visit.
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

// Ends the settings of a visit: deletes the cookies and sets every default on the page.
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
 * Before each request: writes again the cookies that are missing.
 * @param {HtmxEventMap["htmx:beforeRequest"]} event
 */
function keep({ detail: { xhr } }) {
  const kept = cookies();
  for (const [name, { value }] of chosen) {
    if (kept.get(COOKIE + name) !== value) write(name, value);
  }
  sent.set(xhr, changes);
}

// Applies the changes that were made after the shown screen was requested.
function open() {
  if (known < forgotten) for (const [name, value] of defaults()) wear(name, value);
  for (const [name, { value, when }] of chosen) if (when > known) wear(name, value);
}

// After a reload in the middle of a visit: takes over each cookie whose value the screen shows.
function recall() {
  const kept = cookies();
  for (const name of defaults().keys()) {
    const value = kept.get(COOKIE + name);
    if (value && screen()?.dataset[attribute(name)] === value) chosen.set(name, { value, when: 0 });
  }
}

/**
 * Sets a choice made on a settings screen; htmx then only shows the screen again.
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

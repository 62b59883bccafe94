// Undoes an "I am finished" that was pressed by mistake. For a while the attract screen offers "I
// am not finished"; a person who used a switch, the keypad or dwell can press it in the same way.
// After that time, or as soon as anything else is pressed, nothing of the visit is kept.
import { go } from "../page/going.js";
import { setAgain, settingsNow } from "../page/preference.js";
import { afterPress } from "../page/presses.js";
import { say } from "../reading/say.js";
import { tell } from "../page/screen.js";
import { here } from "../page/undo.js";
/** @import { Settings } from "../page/preference.js" */

const OFFERED = 15_000; // ms: three times the longest press that any way of access needs

/**
 * The person's place and settings.
 * @typedef {{ place: string, settings: Settings }} Visit
 */

/** @type {Visit | null} */
let last = null; // the visit that was ended
let timer = 0;

const offer = () => document.getElementById("not-finished"); // null if another screen is shown

/**
 * The place and settings of the visit that is about to end.
 * @type {() => Visit}
 */
export const visitNow = () => ({ place: here(), settings: settingsNow() });

/**
 * Offers for 15 s to take up a visit that has just ended.
 * @param {Visit} visit
 */
export function offerReturn(visit) {
  last = visit;
  timer = setTimeout(withdraw, OFFERED);
  show();
}

function show() {
  const element = offer();
  if (!last || !element) return;
  element.hidden = false;
  tell("return-offered", {});
  say([/** @type {string} */ (element.dataset.speak)], { yields: true });
}

function withdraw() {
  if (!last) return;
  clearTimeout(timer);
  last = null;
  const element = offer();
  if (element) element.hidden = true;
  tell("return-withdrawn", {});
}

/**
 * Takes up the ended visit again, if that is still offered; with `access`, only if the visit used
 * that way of access. Returns whether it did.
 * @param {Access | null} access
 */
export function takeUpAgain(access = null) {
  if (!last || (access && last.settings.access !== access)) return false;
  const { place, settings } = last;
  withdraw();
  setAgain(settings);
  go(place);
  tell("visit-taken-up", {});
  return true;
}

export function startNotFinished() {
  afterPress("not_finished", (_, button) => button?.dataset.action === "not-finished" && takeUpAgain());
  document.addEventListener("kiosk:screen-shown", ({ detail }) =>
    detail.name === "attract" ? show() : withdraw(),
  );
  document.addEventListener("kiosk:visit-ended", withdraw);
  document.addEventListener(
    "kiosk:access-begins",
    (event) => takeUpAgain(event.detail.access) && event.preventDefault(),
  );
}

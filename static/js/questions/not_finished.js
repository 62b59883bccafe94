// "I am finished" that was pressed by mistake is taken back by one press: for a while the attract
// screen offers it, and the same switch, key or resting pointer that ended the visit presses it.
// Then, or once anything else is pressed, nothing of the visit is left.
import { go } from "../page/going.js";
import { setAgain, settingsNow } from "../page/preference.js";
import { afterPress } from "../page/presses.js";
import { say } from "../reading/say.js";
import { tell } from "../page/screen.js";
import { here } from "../page/undo.js";
/** @import { Settings } from "../page/preference.js" */

const OFFERED = 15_000; // ms: three of the longest presses that any way of using the kiosk needs

/**
 * Where the person is, and what is set.
 * @typedef {{ place: string, settings: Settings }} Visit
 */

/** @type {Visit | null} */
let last = null; // the visit that was ended
let timer = 0;

const offer = () => document.getElementById("not-finished"); // null where another screen is shown

/**
 * The visit that is about to end.
 * @type {() => Visit}
 */
export const visitNow = () => ({ place: here(), settings: settingsNow() });

/**
 * Once it has ended.
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
 * The visit goes on, where it can still be taken up; `access`: only for who used the kiosk this way.
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

// The one place that goes to another screen, by htmx, and that knows whether one is on its way. The
// last press wins. Where an answer is late the person is told so; where the server is away the
// screen is asked for again until it is back. Only what changes nothing is asked for again.
import { tell } from "./screen.js";

const LATE = 1500; // ms until "One moment": standards of patience differ, 1 s is felt as a wait
const LONGEST = 8000; // ms for an answer: a busy kiosk needs 1 s at most
const AGAIN = [500, 1000, 2000]; // ms between tries
const BAD_ANSWERS = 3; // answers without a screen, after which it isn't asked for again
const SHOWN = 8000; // ms that "Please press again" stays

const notice = () => /** @type {HTMLElement} */ (document.getElementById("wait-notice"));

/**
 * The screen that is on its way. tries: the requests so far; bad: the answers without a screen;
 * arrives: to be called when an answer holds the screen.
 * @typedef {object} Wanted
 * @property {string} path
 * @property {boolean} push
 * @property {boolean} repeatable
 * @property {number} tries
 * @property {number} bad
 * @property {() => void} arrives
 */

/** @type {Wanted | null} */
let wanted = null;
/** @type {XMLHttpRequest | null} */
let request = null; // what asks for it
let againTimer = 0;
let noticeTimer = 0;

/**
 * Goes to a screen of the kiosk by its address. push: false where the address is the browser's
 * already.
 * @param {string} path
 * @param {{ push?: boolean }} how
 */
export function go(path, { push = true } = {}) {
  /** @type {{ target: string, swap: string, push?: string }} */
  const options = { target: "#screen", swap: "outerHTML show:none" };
  if (!push) options.push = "false";
  // What comes of it is heard by its events; htmx's own promise ends without them, too.
  globalThis.htmx.ajax("GET", path, options).catch(() => {});
}

// Nothing is on its way any more.
export function stayHere() {
  const last = request;
  end(false);
  last?.abort();
}

// The notice -------------------------------------------------------------------------------------

/** @param {"moment" | "starting" | "failed"} kind */
function show(kind) {
  clearTimeout(noticeTimer);
  const text = /** @type {HTMLElement} */ (notice().querySelector(`[data-wait="${kind}"]`));
  if (notice().dataset.kind === kind && notice().matches(":popover-open")) return;
  notice().dataset.kind = kind;
  const words = /** @type {HTMLElement} */ (notice().querySelector("[data-wait-words]"));
  words.textContent = text.textContent;
  if (notice().matches(":popover-open")) notice().hidePopover(); // above a dialog that has opened since
  notice().showPopover();
  tell("notice-shown", { kind, id: /** @type {string} */ (text.dataset.speak) });
}

function hide() {
  clearTimeout(noticeTimer);
  if (notice().matches(":popover-open")) notice().hidePopover();
}

// One request ------------------------------------------------------------------------------------

/** @param {HtmxEventMap["htmx:beforeRequest"]} event */
function begin({ detail: { xhr, requestConfig, pathInfo, etc } }) {
  clearTimeout(againTimer);
  request = xhr;
  const repeatable = requestConfig.verb === "get";
  const path = pathInfo.finalRequestPath;
  if (!repeatable || wanted?.path !== path) {
    wanted = { path, push: etc.push !== "false", repeatable, bad: 0, tries: 0, arrives: () => {} };
    clearTimeout(noticeTimer);
    noticeTimer = setTimeout(() => show("moment"), LATE);
  }
  wanted.tries += 1;
  xhr.timeout = LONGEST;
  let swaps = false;
  wanted.arrives = () => (swaps = true);
  // Aborted, it has been replaced by a later press: nothing has failed.
  xhr.addEventListener("abort", () => xhr === request && (request = null));
  xhr.addEventListener("loadend", () => {
    if (xhr !== request) return;
    if (swaps) end(true);
    else failed(xhr.status > 0);
  });
  tell("going", { path });
}

/**
 * An answer that holds no screen, such as a last-resort page, must not take the screen's place.
 * @param {HtmxEventMap["htmx:beforeSwap"]} event
 */
function look({ detail }) {
  if (detail.xhr !== request) return;
  if (detail.serverResponse.includes('id="screen"')) wanted?.arrives();
  else detail.shouldSwap = false;
}

/** @param {boolean} answered */
function failed(answered) {
  request = null;
  const asked = /** @type {Wanted} */ (wanted);
  if (answered) asked.bad += 1;
  if (!asked.repeatable || asked.bad >= BAD_ANSWERS) {
    end(false);
    show("failed");
    noticeTimer = setTimeout(hide, SHOWN);
    return;
  }
  if (!answered) show("starting");
  const { path, push, tries } = asked;
  againTimer = setTimeout(() => go(path, { push }), AGAIN[Math.min(tries, AGAIN.length) - 1]);
}

/** @param {boolean} arrived */
function end(arrived) {
  clearTimeout(againTimer);
  request = null;
  hide();
  if (!wanted) return;
  wanted = null;
  tell("going-ended", { arrived });
}

export function startGoing() {
  document.addEventListener("htmx:beforeRequest", begin);
  document.addEventListener("htmx:beforeSwap", look);
}

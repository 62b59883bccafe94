// Goes to other screens by htmx, and follows every request for one. The last press wins. If an
// answer is late, the person is told so. If the server is away, the request is repeated until the
// server is back; only GET requests are repeated.
import { tell } from "./screen.js";

const LATE = 1500; // ms until "One moment" is shown; a wait of 1 s is already noticed
const LONGEST = 8000; // ms for an answer; a busy kiosk needs at most 1 s
const AGAIN = [500, 1000, 2000]; // ms between tries
const BAD_ANSWERS = 3; // after so many answers without a screen it gives up
const SHOWN = 8000; // ms that "Please press again" stays

const notice = () => /** @type {HTMLElement} */ (document.getElementById("wait-notice"));

/**
 * The screen that is on its way. tries: the requests so far; bad: the answers without a screen;
 * arrives: called when an answer contains the screen.
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
let request = null; // the current request for `wanted`
let againTimer = 0;
let noticeTimer = 0;

/**
 * Goes to a screen of the kiosk. push: whether the address is added to the browser's history; false
 * if the browser is at this address already.
 * @param {string} path
 * @param {{ push?: boolean }} how
 */
export function go(path, { push = true } = {}) {
  /** @type {{ target: string, swap: string, push?: string }} */
  const options = { target: "#screen", swap: "outerHTML show:none" };
  if (!push) options.push = "false";
  // The events of htmx tell the outcome (startGoing); its promise also settles without them.
  globalThis.htmx.ajax("GET", path, options).catch(() => {});
}

// Gives up the screen that is on its way, if any.
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
  if (notice().matches(":popover-open")) notice().hidePopover(); // shown again above newer dialogs
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
  // A later press has replaced an aborted request: this is no failure.
  xhr.addEventListener("abort", () => xhr === request && (request = null));
  xhr.addEventListener("loadend", () => {
    if (xhr !== request) return;
    if (swaps) end(true);
    else failed(xhr.status > 0);
  });
  tell("going", { path });
}

/**
 * Keeps an answer without a screen, such as the last-resort error page, from replacing the screen.
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

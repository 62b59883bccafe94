// The end of a visit, in the page itself: it needs no server. Every setting and trace of the person
// goes; the attract screen, kept since the page was loaded, is there at once.
import { closeDialogs } from "../page/dialogs.js";
import { go, stayHere } from "../page/going.js";
import { offerReturn, visitNow } from "./not_finished.js";
import { forgetSettings } from "../page/preference.js";
import { hush } from "../reading/say.js";
import { screen, tell } from "../page/screen.js";

const LONGEST = 5000; // ms for the server to hear of it

let attract = ""; // the attract screen's fragment, as for a new person
let visit = newVisit(); // marks what the browser's Back may lead to

function newVisit() {
  return Math.random().toString(36).slice(2);
}

// Without cookies it is as for a new person.
async function keepAttract() {
  /** @type {RequestInit} */
  const asked = {
    headers: { "HX-Request": "true" },
    credentials: "omit",
    signal: AbortSignal.timeout(LONGEST),
  };
  try {
    const answer = await fetch("/", asked);
    const text = await answer.text();
    if (answer.ok && text.includes('id="screen"')) attract = text;
  } catch (error) {
    console.warn(`The attract screen was not kept: ${/** @type {Error} */ (error).message}`);
  }
}

function showAttract() {
  // Without a copy, as where the server went before the page was whole, the screen is asked for
  // until it comes.
  if (attract) globalThis.htmx.swap("#screen", attract, { swapStyle: "outerHTML" });
  else go("/", { push: false });
  history.replaceState({ visit }, "", "/");
}

// Ends it now; told to the server as soon as that can hear it.
export function endVisit() {
  tell("visit-ended", {});
  visit = newVisit();
  hush();
  stayHere();
  closeDialogs();
  forgetSettings();
  sessionStorage.clear();
  localStorage.clear();
  showAttract();
  /** @type {RequestInit} */
  const told = { method: "POST", keepalive: true, redirect: "manual", signal: AbortSignal.timeout(LONGEST) };
  fetch("/finish", told).then(keepAttract, () => {}); // what has changed meanwhile is in the next copy
}

/** @param {SubmitEvent} event */
function onSubmit(event) {
  if (new URL(/** @type {HTMLFormElement} */ (event.target).action).pathname !== "/finish") return;
  event.preventDefault();
  const visit = visitNow();
  endVisit();
  offerReturn(visit);
}

/**
 * The browser's Back, which this kiosk has no button for: within a visit to the screen before, after
 * it to the attract screen.
 * @param {PopStateEvent} event
 */
function onPopState(event) {
  if (event.state?.visit === visit) go(location.pathname + location.search, { push: false });
  else if (screen()?.dataset.screen === "attract") history.replaceState({ visit }, "", "/");
  else endVisit();
}

const mark = () => history.replaceState({ ...history.state, visit }, "");

// A page that the browser brings back was another visit's.
function forgetLastVisit() {
  const [navigation] =
    /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (navigation?.type === "back_forward" && location.pathname !== "/") endVisit();
}

export async function startVisitEnd() {
  mark();
  document.addEventListener("submit", onSubmit);
  // htmx writes both: the entry that is left, and the new one.
  for (const name of ["htmx:beforeHistoryUpdate", "htmx:pushedIntoHistory"]) {
    document.addEventListener(name, mark);
  }
  window.addEventListener("popstate", onPopState);
  document.addEventListener("htmx:historyCacheMiss", (event) => event.preventDefault()); // we ask
  window.addEventListener("pageshow", (event) => event.persisted && endVisit());
  await keepAttract();
  forgetLastVisit();
}

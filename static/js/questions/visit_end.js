// Ends a visit in the page itself, without the server. Deletes every setting and trace of the
// person, and shows the attract screen at once: the page keeps a copy of it from the beginning.
import { closeDialogs } from "../page/dialogs.js";
import { go, stayHere } from "../page/going.js";
import { offerReturn, visitNow } from "./not_finished.js";
import { forgetSettings } from "../page/preference.js";
import { hush } from "../reading/say.js";
import { screen, tell } from "../page/screen.js";

const LONGEST = 5000; // ms that a request may take

let attract = ""; // the attract screen's fragment, as for a new person
let visit = newVisit(); // marks the history entries of this visit

function newVisit() {
  return Math.random().toString(36).slice(2);
}

// Fetches a copy of the attract screen, without cookies: as a new person gets it.
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
  // Without a copy (if fetching it has failed) the screen is requested until it comes.
  if (attract) globalThis.htmx.swap("#screen", attract, { swapStyle: "outerHTML" });
  else go("/", { push: false });
  history.replaceState({ visit }, "", "/");
}

// Ends the visit at once. Tells the server once; the visit ends also if that fails.
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
  fetch("/finish", told).then(keepAttract, () => {}); // the next copy has what changed meanwhile
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
 * The browser's own Back (the kiosk shows no button for it): within a visit it leads to the screen
 * before, after the end of a visit to the attract screen.
 * @param {PopStateEvent} event
 */
function onPopState(event) {
  if (event.state?.visit === visit) go(location.pathname + location.search, { push: false });
  else if (screen()?.dataset.screen === "attract") history.replaceState({ visit }, "", "/");
  else endVisit();
}

const mark = () => history.replaceState({ ...history.state, visit }, "");

// Ends the visit if the browser has restored this page from its history: it was another visit's.
function forgetLastVisit() {
  const [navigation] =
    /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (navigation?.type === "back_forward" && location.pathname !== "/") endVisit();
}

export async function startVisitEnd() {
  mark();
  document.addEventListener("submit", onSubmit);
  // htmx writes two entries, the one that is left and the new one: both get the mark.
  for (const name of ["htmx:beforeHistoryUpdate", "htmx:pushedIntoHistory"]) {
    document.addEventListener(name, mark);
  }
  window.addEventListener("popstate", onPopState);
  // onPopState requests the screen itself.
  document.addEventListener("htmx:historyCacheMiss", (event) => event.preventDefault());
  window.addEventListener("pageshow", (event) => event.persisted && endVisit());
  await keepAttract();
  forgetLastVisit();
}

// The end of a visit. After a time without touch, speech or a request under way it asks, aloud,
// "Do you need more time?"; one touch anywhere gives it; else the visit ends (WCAG 2.2.1).
import { closeDialog, isOpen, openDialog } from "./dialogs.js";
import { hush, say } from "./say.js";
import { screen, tell } from "./screen.js";

const ACTIVITY = [
  "pointerdown",
  "pointermove",
  "keydown",
  "kiosk:action",
  "kiosk:page-turned",
  "kiosk:scan-moved", // time doesn't run while the box goes round
  "kiosk:guidance-ended",
];
// Speech holds up the end of a visit too (WCAG 2.2.1), but talk in the room that commands nothing
// must not keep one open for ever: so many times the wait, as a person may ask for more time.
const TALK = 10;

const dialog = () => document.getElementById("idle");
const seconds = (name) => Number(document.body.dataset[name]) * 1000;

let timer = 0;
let reading = false;
let requests = 0;
let ring = null;
let active = 0; // when a person last did something, as performance.now() tells

function act() {
  active = performance.now();
  rest();
}

function hear() {
  if (performance.now() - active > TALK * seconds("idleSeconds")) return;
  if (isOpen(dialog())) warn(); // the time to answer doesn't run while someone speaks
  else rest();
}

function rest() {
  // The question waits for a touch: a hand that only moves is no answer.
  if (isOpen(dialog())) return;
  clearTimeout(timer);
  const running = !reading && requests === 0 && screen()?.dataset.screen !== "attract";
  if (running) timer = setTimeout(ask, seconds("idleSeconds"));
}

function ask() {
  tell("idle", {});
  openDialog(dialog());
  const ids = dialog().querySelector("[data-idle-speech]").textContent.trim().split(/\s+/);
  say(ids);
  warn();
}

function warn() {
  clearTimeout(timer);
  ring?.cancel();
  const wait = seconds("warningSeconds");
  ring = dialog()
    .querySelector(".ring-left")
    .animate([{ strokeDashoffset: 0 }, { strokeDashoffset: 1 }], { duration: wait, fill: "both" });
  timer = setTimeout(finish, wait);
}

function more(event) {
  if (!isOpen(dialog())) return;
  event.preventDefault();
  closeDialog(dialog());
  hush();
  ring?.cancel();
  tell("more-time", {});
  act();
}

function finish() {
  tell("visit-ended", {});
  document.getElementById("finish").submit();
}

function count(change) {
  requests = Math.max(0, requests + change);
  rest();
}

// After a visit the browser's Back leads to the attract screen too, not to what the last person
// read. Within a visit it loads no page anew: htmx keeps one document, which finishing leaves.
function forgetLastVisit() {
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation?.type === "back_forward" && location.pathname !== "/") location.replace("/");
  window.addEventListener("pageshow", (event) => event.persisted && location.replace("/"));
}

export function startIdle() {
  forgetLastVisit();
  for (const name of ACTIVITY) document.addEventListener(name, act, { passive: true });
  document.addEventListener("kiosk:speech", hear);
  dialog().addEventListener("click", more);
  dialog().addEventListener("cancel", more);
  document.addEventListener("kiosk:screen-shown", act);
  document.addEventListener("htmx:beforeRequest", () => count(1));
  document.addEventListener("htmx:afterRequest", () => count(-1));
  document.addEventListener("kiosk:reading-started", () => {
    reading = true;
    rest();
  });
  for (const name of ["kiosk:reading-paused", "kiosk:reading-ended"]) {
    document.addEventListener(name, () => {
      reading = false;
      rest();
    });
  }
}

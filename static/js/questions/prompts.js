// What the kiosk says without being asked, each once a visit: on the first Home how to begin, and
// "Touch Read aloud to listen" where nothing was done for a while on a screen that isn't read.
import { topDialog } from "../page/dialogs.js";
import { screen } from "../page/screen.js";
import { say } from "../reading/say.js";
import { isFree, isSpeaking } from "../reading/speaking.js";

const SHOWN = 8000; // ms that the prompt stays to be read
/** @type {(keyof DocumentEventMap)[]} */
const SIGNS = ["pointerdown", "keydown", "kiosk:action", "kiosk:switch-pressed", "kiosk:keypad-pressed",
  "kiosk:speech", "kiosk:speaking-ended", "kiosk:screen-shown"];
const READ = new Set(["home", "section", "page", "words", "sources"]); // screens with something to read

const BEFORE_HOME = new Set(["attract", "hand", "hand-chosen", "hand-change"]);

let begins = false; // whether the visit has seen nothing but the screens before its first Home
let prompted = false;
let timer = 0;
let hiding = 0;

const notice = () => /** @type {HTMLElement | null} */ (document.getElementById("prompt"));
/** @param {"welcome" | "read"} name */
const sentence = (name) =>
  /** @type {string} */ (/** @type {HTMLElement} */ (document.querySelector("[data-prompts]")).dataset[name]);
const seconds = () => Number(document.body.dataset.promptSeconds);

function hide() {
  clearTimeout(hiding);
  const shown = notice();
  if (shown?.matches(":popover-open")) shown.hidePopover();
}

// Before the first touch a browser may refuse all sound: the person would be told of that instead.
const heard = () => navigator.userActivation?.hasBeenActive !== false;

// Nothing else is said or asked. Other ways than touch are explained as they begin (access.js).
const quiet = () => screen().dataset.access === "touch" && !isSpeaking() && isFree() && !topDialog();

function prompt() {
  const { screen: kind, reading } = screen().dataset;
  const paused = reading === "paused"; // the person knows of Read aloud
  if (!READ.has(String(kind)) || paused || !quiet()) return;
  prompted = true;
  notice()?.showPopover();
  hiding = setTimeout(hide, SHOWN);
  if (heard()) say([sentence("read")], { yields: true });
}

function wait() {
  clearTimeout(timer);
  hide();
  if (!prompted && seconds() > 0) timer = setTimeout(prompt, seconds() * 1000);
}

function welcome() {
  // A way of using the kiosk is explained now, or the screen is read: that says enough.
  if (!heard() || !quiet() || screen().dataset.autoRead === "yes") return;
  say([sentence("welcome")], { yields: true });
}

/** @param {string} name the kind of screen that is shown now */
function follow(name) {
  if (name === "attract") {
    begins = true;
    prompted = false;
  }
  if (begins && name === "home") welcome();
  begins = begins && BEFORE_HOME.has(name);
}

export function startPrompts() {
  for (const name of SIGNS) document.addEventListener(name, wait, { passive: true });
  document.addEventListener("kiosk:screen-shown", ({ detail }) => follow(detail.name));
  // The visit before goes on: that person knows how.
  document.addEventListener("kiosk:visit-taken-up", () => {
    begins = false;
    prompted = true;
  });
}

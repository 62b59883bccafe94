// "Fit to my hand": the person presses the big button three times, in any way. From these presses
// the touch layer, the place of the band and the size of the targets are set; a screen says the
// result in plain words. This page's memory keeps what is known of a hand until the visit ends.
import { fit } from "./fit.js";
import { go } from "../page/going.js";
import { prefer } from "../page/preference.js";
import { afterPress } from "../page/presses.js";
import { screen, tell } from "../page/screen.js";
import { measureTargets } from "./targets.js";

/** @import { ObservedPress, Plan } from "./fit.js" */
/** @import { Hand } from "./press_parameters.js" */
/** @import { PressHandler } from "../page/presses.js" */

const WANTED = 3;
const SAME = 100; // ms: a click so soon after the layer's decision is the layer's own

/** @type {(ObservedPress | null)[]} */
let presses = [];
let decided = -Infinity;

/** @type {(name: string) => boolean} */
const here = (name) => screen()?.dataset.screen === name;

/** @param {KioskEventMap["kiosk:press-decided"]} event */
function onDecided({ detail: { kind, observations } }) {
  if (!here("hand")) return;
  decided = performance.now();
  // A press on another button doesn't count for the fit.
  if (kind === "act" && !observations?.marked) return;
  presses.push(observations);
  showCount();
  if (presses.length === WANTED) finish();
}

// The last press came again, and the layer ignored it: fit.js must know.
function onRepeated() {
  const last = presses.at(-1);
  if (here("hand") && last) last.repeated = true;
}

function showCount() {
  const dots = screen().querySelectorAll("[data-hand-count] i");
  dots.forEach((dot, place) => dot.classList.toggle("done", place < presses.length));
}

/**
 * If the big button was pressed by a mouse, a key or a switch, there is no touch to fit.
 * @type {PressHandler}
 */
function onPress(_, button) {
  const action = button?.dataset.action;
  if (action === "fit-press" && performance.now() - decided > SAME) go("/home");
  if (action === "use-one-switch") {
    prefer("access", "one-switch");
    go("/home");
  }
  if (action && CHANGES[action]) change(action);
}

function finish() {
  const plan = fit(presses, {}, lowest());
  tell("hand-fitted", { parameters: plan.parameters });
  if (plan.band !== "bottom") prefer("band", plan.band);
  if (plan.layout === "fewer") prefer("targets", "fewer");
  go(`/hand/chosen?${new URLSearchParams(findings(plan))}`);
}

// The height of the lowest button, mm. The band's buttons are as high as those of any list.
function lowest() {
  return Math.min(...measureTargets().filter(({ marked, cheap }) => !marked && !cheap).map(({ height }) => height));
}

/** @param {Plan} plan */
function findings({ parameters, band, layout, proposal }) {
  return {
    pace: (parameters.settleShort ?? Infinity) <= 260 ? "quick" : "calm",
    repeats: (parameters.repeatChain ?? 0) >= 600 ? "again" : "once",
    band,
    layout,
    proposal,
  };
}

/**
 * The factors of each complaint: a quarter to a third is felt, and twice is still in range.
 * @type {{ [action: string]: Partial<Hand> | undefined }}
 */
const CHANGES = {
  "too-fast": { settle: 1.35, settleShort: 1.35, settleMessy: 1.35, settleUnsure: 1.35 },
  "too-slow": { settle: 0.75, settleShort: 0.75, settleMessy: 0.75, settleUnsure: 0.75, echo: 0.75, seen: 0.75 },
  "by-mistake": { repeatIgnore: 1.35, repeatChain: 1.35, deafScreen: 1.35, echo: 1.35, seen: 1.35, actAbove: 1.1 },
};

/** @param {string} action */
function change(action) {
  tell("hand-fitted", { scale: CHANGES[action] });
  const said = /** @type {HTMLElement} */ (screen().querySelector("[data-hand-said]"));
  said.textContent = /** @type {string} */ (said.dataset.said);
}

export function startHand() {
  document.addEventListener("kiosk:press-decided", onDecided);
  document.addEventListener("kiosk:press-repeated", onRepeated);
  afterPress("hand", onPress);
  document.addEventListener("kiosk:screen-shown", () => {
    presses = [];
    decided = -Infinity;
  });
}

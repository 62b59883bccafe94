// The targets that can be pressed now, in millimeters of glass: every enabled [data-action], and
// the sentences of the text in sight. If a dialog is on top, only the targets in it.
import { onTop, topDialog } from "../page/dialogs.js";
import { screen } from "../page/screen.js";

/**
 * A place on the glass that can be pressed, in millimeters. Several targets may share a key, as the
 * lines of a sentence do.
 * @typedef {object} Target
 * @property {string} key
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {string} [meaning] what pressing it does
 * @property {number} [weight] how often it is meant; 1 for a button
 * @property {boolean} [cheap] a press on it does little harm: text
 * @property {boolean} [weighty] a press on it leaves this place in the guide
 * @property {boolean} [marked] its middle is marked
 * @property {number} [view] the view in which it was measured (views.js); 0 where it isn't given
 */

/**
 * A target as it lies on the page now.
 * @typedef {Target & { element: HTMLElement }} MeasuredTarget
 */

let measured = 0;

// CSS px in a millimeter of this kiosk's glass (--mm in /screen.css), else of 96 dpi.
export function pixelsInMillimetre() {
  const given = () => getComputedStyle(document.documentElement).getPropertyValue("--mm");
  measured ||= parseFloat(given()) || 96 / 25.4;
  return measured;
}

// Actions that leave this place in the guide: press.js asks about an uncertain landing on one.
/** @type {Set<string | undefined>} */
const WEIGHTY = new Set(["home", "help", "finish"]);
// Actions that mean the same, whatever they lead to.
const SAME = new Set(["next", "back", "more"]);

/**
 * What a press on the element does, as a text: two elements that do the same have the same meaning.
 * @param {HTMLElement & { form?: HTMLFormElement | null }} element
 */
function meaningOf(element) {
  const { action, speak, sentence } = element.dataset;
  if (!action) return `sentence ${sentence}`;
  if (SAME.has(action) || "step" in element.dataset || /^(sentence|paragraph)-/.test(action)) return action;
  const address = element.getAttribute("href") ?? element.form?.getAttribute("action") ?? "";
  return `${action} ${address} ${speak ?? ""}`;
}

/**
 * All targets as they lie on the page now.
 * @returns {MeasuredTarget[]}
 */
export function measureTargets() {
  const dialog = topDialog();
  if (dialog?.hasAttribute("data-touch-anywhere")) return placed(dialog, "anywhere");
  const root = onTop();
  if (!root) return [];
  /** @type {NodeListOf<HTMLElement>} */
  const buttons = root.querySelectorAll("[data-action]:not(:disabled):not([data-resting])");
  const found = [...buttons].flatMap((one, place) =>
    placed(one, `button${place}`, {
      marked: "marked" in one.dataset,
      weighty: WEIGHTY.has(one.dataset.action) && !isHere(one.dataset.action),
    }));
  return dialog ? found : [...found, ...textTargets(root)];
}

/**
 * Whether the action leads to this very screen, as Home does on the home screen.
 * @param {string | undefined} action
 */
const isHere = (action) => action !== "finish" && screen()?.dataset.screen === action;

/**
 * The sentences of the text; each line of a sentence is a target. A wrong sentence does little harm
 * when read, and a sentence is meant less often than a button beside it.
 * @param {HTMLElement} root
 */
function textTargets(root) {
  if (root.dataset.targets === "fewer") return [];
  /** @type {NodeListOf<HTMLElement>} */
  const all = root.querySelectorAll("[data-window] [data-sentence]");
  return [...all]
    .filter((one) => !one.closest("[data-action]"))
    .flatMap((one, place) => placed(one, `sentence${place}`, { cheap: true, weight: 0.3 }));
}

/**
 * @param {HTMLElement} element
 * @param {string} key
 * @param {Pick<Target, "cheap" | "weight" | "weighty" | "marked">} more
 * @returns {MeasuredTarget[]}
 */
function placed(element, key, more = {}) {
  // A button is one target, even if its text makes it several boxes.
  const boxes = more.cheap ? [...element.getClientRects()] : [element.getBoundingClientRect()];
  const glass = inSightOf(element);
  const mm = pixelsInMillimetre();
  return boxes.filter((box) => inside(box, glass)).map(({ left, top, width, height }) => ({
    key, element, meaning: meaningOf(element), x: left / mm, y: top / mm, width: width / mm, height: height / mm, ...more,
  }));
}

/**
 * The box in which the element can be seen. Book pages that aren't shown lie beside the window,
 * clipped, and may be under the band.
 * @param {Element} element
 */
function inSightOf(element) {
  const glass = element.closest("[data-window]")?.getBoundingClientRect();
  return glass ?? { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
}

/**
 * @param {DOMRect} box
 * @param {{ left: number, top: number, right: number, bottom: number }} glass
 */
function inside(box, { left, top, right, bottom }) {
  if (box.width < 1 || box.height < 1) return false;
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return x >= left && x <= right && y >= top && y <= bottom;
}

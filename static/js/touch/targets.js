// What can be pressed now, in millimetres of glass: every enabled [data-action], and the sentences
// of the text in sight. Where a dialog is on top, only what is in it.
import { onTop, topDialog } from "../page/dialogs.js";
import { screen } from "../page/screen.js";

/**
 * A place on the glass that can be pressed, in millimetres. Several may share a key, as the lines of
 * a sentence do.
 * @typedef {object} Target
 * @property {string} key
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {string} [meaning] what pressing it does
 * @property {number} [weight] how often it is meant, beside a button's 1
 * @property {boolean} [cheap] a press on it does little harm: text
 * @property {boolean} [weighty] pressing it leads away from where one is
 * @property {boolean} [marked] its middle is marked
 * @property {number} [view] the view in which it was measured (views.js); 0 where it isn't given
 */

/**
 * A target as it lies on the page now.
 * @typedef {Target & { element: HTMLElement }} MeasuredTarget
 */

let measured = 0;

export function pixelsInMillimetre() {
  const given = () => getComputedStyle(document.documentElement).getPropertyValue("--mm");
  measured ||= parseFloat(given()) || 96 / 25.4;
  return measured;
}

// What leads away from where one is: a landing that isn't sure of it is asked about (press.js).
/** @type {Set<string | undefined>} */
const WEIGHTY = new Set(["home", "help", "finish"]);
// Whatever they lead to, they mean the same.
const SAME = new Set(["next", "back", "more"]);

/**
 * What a press on the element does; two that do the same have the same meaning.
 * @param {HTMLElement & { form?: HTMLFormElement | null }} element
 */
function meaningOf(element) {
  const { action, speak, sentence } = element.dataset;
  if (!action) return `sentence ${sentence}`;
  if (SAME.has(action) || "step" in element.dataset || /^(sentence|paragraph)-/.test(action)) return action;
  const address = element.getAttribute("href") ?? element.form?.getAttribute("action") ?? "";
  return `${action} ${address} ${speak ?? ""}`;
}

/** @returns {MeasuredTarget[]} */
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
 * Home on the home screen leads nowhere.
 * @param {string | undefined} action
 */
const isHere = (action) => action !== "finish" && screen()?.dataset.screen === action;

/**
 * A sentence is as many targets as it has lines. To read a wrong one does little harm, and it is
 * meant less often than a button beside it.
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
  // A button is one target even where its text makes it several boxes.
  const boxes = more.cheap ? [...element.getClientRects()] : [element.getBoundingClientRect()];
  const glass = inSightOf(element);
  const mm = pixelsInMillimetre();
  return boxes.filter((box) => inside(box, glass)).map(({ left, top, width, height }) => ({
    key, element, meaning: meaningOf(element), x: left / mm, y: top / mm, width: width / mm, height: height / mm, ...more,
  }));
}

/**
 * Book pages that aren't turned to stand beside the window, clipped: under the band, it may be.
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

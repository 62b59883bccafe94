// Turns what doesn't fit like a book's pages. The text stands in columns as wide as the window
// (flow.css); a page is one of them (or two, side by side). Nothing scrolls.
import { beforePress } from "./presses.js";
import { elementAt, placeInSight, screen, tell } from "./screen.js";
/** @import { PressHandler } from "./presses.js" */

/** @type {(selector: string) => HTMLElement | null} */
const find = (selector) => screen()?.querySelector(selector);
// Called only where the screen has a text that can be turned.
const textFlow = () => /** @type {HTMLElement} */ (find("[data-flow]"));

let page = 0;
let pages = 1;
const sizes = new ResizeObserver(() => settle());
const END = "end";
/** @type {Element | typeof END | null | undefined} */
let kept = null; // the element, or the end, to keep in sight when sizes change
/** @type {{ [action: string]: number | undefined }} */
const STEPS = { back: -1, next: 1 };

function stride() {
  const flow = textFlow();
  // Not clientWidth: rounded to a whole pixel, it is a word off after twenty pages.
  return flow.getBoundingClientRect().width + parseFloat(getComputedStyle(flow).columnGap);
}

function measure() {
  const flow = find("[data-flow]");
  const glass = find("[data-window]");
  if (!flow || !glass) return;
  // Not on #screen: htmx copies the style of an element with an id, which the policy forbids.
  glass.style.setProperty("--window-height", `${glass.clientHeight}px`);
  // scrollWidth ends at the last column's edge, so a half-filled spread counts as a page.
  pages = Math.max(1, Math.ceil((flow.scrollWidth - 2) / stride()));
  tell("pages-measured", { pages });
}

/** @param {Element} element */
function pageOf(element) {
  const flow = textFlow().getBoundingClientRect();
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  return Math.floor((box.left - flow.left + 2) / stride());
}

/**
 * @param {number} wanted
 * @param {KioskEvents["page-turned"]["by"]} by
 */
function turnTo(wanted, by) {
  const next = Math.min(Math.max(0, wanted), pages - 1);
  const turned = next !== page;
  page = next;
  textFlow().style.setProperty("--page", String(page));
  showPlace();
  if (turned) tell("page-turned", { page: page + 1, pages, by });
}

function showPlace() {
  const place = find("[data-place]");
  // The words come from the page, so that they can be translated.
  if (place) {
    const words = /** @type {string} */ (place.dataset.words);
    const filled = words.replace("#", String(page + 1)).replace("#", String(pages));
    place.textContent = pages > 1 ? filled : "";
  }
  // Where the screen itself leads no further, its Back and Next still turn pages.
  for (const [action, more] of [["back", page > 0], ["next", page < pages - 1]]) {
    const button = /** @type {HTMLButtonElement | null} */ (find(`button[data-action="${action}"]`));
    if (button) button.disabled = !more && button.dataset.undo === undefined; // undo.js
  }
  screen().dataset.page = String(page + 1);
  screen().dataset.pages = String(pages);
}

function startingPlace() {
  const { startAt } = screen().dataset;
  return startAt === "last" ? END : elementAt(startAt);
}

function keptPage() {
  if (kept === END) return pages - 1;
  return kept ? pageOf(kept) : page;
}

function open() {
  page = 0;
  sizes.disconnect();
  const glass = find("[data-window]");
  if (glass) sizes.observe(glass);
  measure();
  kept = startingPlace();
  turnTo(keptPage(), "open");
}

// A new size of window or of text: what was in sight stays in sight.
function settle() {
  if (!find("[data-flow]")) return;
  measure();
  turnTo(keptPage(), "resize");
}

/**
 * @param {Element} element
 * @param {KioskEvents["page-turned"]["by"]} by
 */
function show(element, by) {
  if (!find("[data-flow]")?.contains(element)) return;
  const wanted = pageOf(element);
  if (wanted === page) return;
  turnTo(wanted, by);
  kept = element;
}

/**
 * Turns to where an element is, for who has just put the focus there.
 * @type {(element: Element) => void}
 */
export const bringIntoSight = (element) => show(element, "focus");

/** @type {PressHandler} */
function turnByButton(_, button) {
  const action = button?.dataset.action ?? "";
  const step = STEPS[action];
  if (!step || page + step < 0 || page + step >= pages) return false;
  // There is more of this screen: the link isn't followed yet.
  tell("action", { action, turned: true });
  turnTo(page + step, "button");
  kept = page > 0 ? elementAt(placeInSight()) : null;
  return true;
}

/** @type {(event: Event) => void} */
const follow = ({ target }) => show(/** @type {Element} */ (target), "reading");

export function startPaging() {
  document.addEventListener("kiosk:screen-shown", open);
  beforePress("paging", turnByButton);
  // The page is there before its first word is said.
  document.addEventListener("kiosk:word-coming", follow);
  document.addEventListener("kiosk:word-boxed", follow);
  document.addEventListener("kiosk:sentence-began", follow);
  document.addEventListener("focusin", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.matches(":focus-visible")) bringIntoSight(target);
  });
  document.fonts?.ready.then(settle);
}

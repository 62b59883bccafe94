// Divides text that doesn't fit into book pages, and turns them. The text is set in columns as wide
// as the window (flow.css); a page is one column (or two, side by side). Nothing scrolls.
import { beforePress } from "./presses.js";
import { elementAt, placeInSight, screen, tell } from "./screen.js";
/** @import { PressHandler } from "./presses.js" */

/** @type {(selector: string) => HTMLElement | null} */
const find = (selector) => screen()?.querySelector(selector);
// Called only if the screen has a text that can be turned.
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
  // Not clientWidth: it is rounded to whole pixels, which adds up to a word after twenty pages.
  return flow.getBoundingClientRect().width + parseFloat(getComputedStyle(flow).columnGap);
}

function measure() {
  const flow = find("[data-flow]");
  const glass = find("[data-window]");
  if (!flow || !glass) return;
  // Not on #screen: htmx copies the style of an element with an id; our security policy forbids it.
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
  // The text comes from the page, so that it can be translated.
  if (place) {
    const words = /** @type {string} */ (place.dataset.words);
    const filled = words.replace("#", String(page + 1)).replace("#", String(pages));
    place.textContent = pages > 1 ? filled : "";
  }
  // Back and Next turn pages also on a screen from which they lead to no other screen.
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

// After a new size of window or text: what was in sight stays in sight.
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
 * Turns to the book page of an element that has just got the focus.
 * @type {(element: Element) => void}
 */
export const bringIntoSight = (element) => show(element, "focus");

/** @type {PressHandler} */
function turnByButton(_, button) {
  const action = button?.dataset.action ?? "";
  const step = STEPS[action];
  if (!step || page + step < 0 || page + step >= pages) return false;
  // This screen has more pages in that direction: the link isn't followed yet.
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
  // The page is turned before its first word is said.
  document.addEventListener("kiosk:word-coming", follow);
  document.addEventListener("kiosk:word-boxed", follow);
  document.addEventListener("kiosk:sentence-began", follow);
  document.addEventListener("focusin", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.matches(":focus-visible")) bringIntoSight(target);
  });
  document.fonts?.ready.then(settle);
}

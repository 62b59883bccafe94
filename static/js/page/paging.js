// Turns what doesn't fit like a book's pages. The text stands in columns as wide as the window
// (flow.css); a page is one of them (or two, side by side). Nothing scrolls.
import { beforePress } from "./presses.js";
import { elementAt, placeInSight, screen, tell } from "./screen.js";

const find = (selector) => screen()?.querySelector(selector);

let page = 0;
let pages = 1;
const sizes = new ResizeObserver(() => settle());
const END = "end";
let kept = null; // the element, or the end, to keep in sight when sizes change

function stride() {
  const flow = find("[data-flow]");
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

function pageOf(element) {
  const flow = find("[data-flow]").getBoundingClientRect();
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  return Math.floor((box.left - flow.left + 2) / stride());
}

function turnTo(wanted, by) {
  const next = Math.min(Math.max(0, wanted), pages - 1);
  const turned = next !== page;
  page = next;
  find("[data-flow]").style.setProperty("--page", String(page));
  showPlace();
  if (turned) tell("page-turned", { page: page + 1, pages, by });
}

function showPlace() {
  const place = find("[data-place]");
  // The words come from the page, so that they can be translated.
  const words = place?.dataset.words.replace("#", page + 1).replace("#", pages);
  if (place) place.textContent = pages > 1 ? words : "";
  // Where the screen itself leads no further, its Back and Next still turn pages.
  for (const [action, more] of [["back", page > 0], ["next", page < pages - 1]]) {
    const button = find(`button[data-action="${action}"]`);
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
  if (find("[data-window]")) sizes.observe(find("[data-window]"));
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

function show(element, by) {
  if (!find("[data-flow]")?.contains(element)) return;
  const wanted = pageOf(element);
  if (wanted === page) return;
  turnTo(wanted, by);
  kept = element;
}

// Turns to where an element is, for who has just put the focus there.
export const bringIntoSight = (element) => show(element, "focus");

function turnByButton(_, button) {
  const action = button?.dataset.action;
  const step = { back: -1, next: 1 }[action];
  if (!step || page + step < 0 || page + step >= pages) return false;
  // There is more of this screen: the link isn't followed yet.
  tell("action", { action, turned: true });
  turnTo(page + step, "button");
  kept = page > 0 ? elementAt(placeInSight()) : null;
  return true;
}

export function startPaging() {
  document.addEventListener("kiosk:screen-shown", open);
  beforePress("paging", turnByButton);
  // The page is there before its first word is said.
  document.addEventListener("kiosk:word-coming", (event) => show(event.target, "reading"));
  document.addEventListener("kiosk:word-boxed", (event) => show(event.target, "reading"));
  document.addEventListener("kiosk:sentence-began", (event) => show(event.target, "reading"));
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(":focus-visible")) bringIntoSight(event.target);
  });
  document.fonts?.ready.then(settle);
}

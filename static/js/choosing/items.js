// The choices on the screen, in Tab order, for scanning, the keypad, dwell and speech. While a
// dialog is open, only its choices count.
import { onTop } from "../page/dialogs.js";
import { screen } from "../page/screen.js";

/**
 * A button, link or other element with `data-action`. Only buttons have `disabled`, only links `pathname`.
 * @typedef {HTMLElement & {
 *   dataset: { action: string },
 *   disabled?: boolean,
 *   pathname?: string,
 * }} Choice
 */

/**
 * Choices that belong together. `root` is the element that contains them, null for a single group.
 * @typedef {{ elements: Choice[], root: HTMLElement | null }} Group
 */

const MOST = 6; // items in a group: quickest in the model of one switch (docs/access.md)

/**
 * Whether the element can be chosen: it is enabled, not hidden, and doesn't rest (few.js). It may
 * be on another book page: the focus then turns to that page.
 * @param {Choice} element
 */
function reachable(element) {
  if (element.disabled || element.closest("[inert], [data-resting]")) return false;
  return element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true });
}

/**
 * Whether the element can be pressed now: it can be chosen, and is on the shown book page.
 * @param {Choice} element
 */
export const usable = (element) => reachable(element) && inSight(element);

// All choices, also those on other book pages.
export function items() {
  /** @type {NodeListOf<Choice> | undefined} */
  const all = onTop()?.querySelectorAll("[data-action]");
  return [...(all ?? [])].filter(reachable);
}

/** @param {Element} element */
function inSight(element) {
  const glass = element.closest("[data-window]")?.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  return !glass || (box.left < glass.right && box.right > glass.left);
}

/**
 * The choices in sight, at most 6 a group; a single group if that is enough.
 * @returns {Group[]}
 */
export function groups() {
  const seen = items().filter(usable);
  if (seen.length <= MOST) return seen.length ? [{ elements: seen, root: null }] : [];
  /** @type {Map<HTMLElement, Choice[]>} */
  const roots = new Map();
  for (const one of seen) {
    /** @type {HTMLElement} */
    const root = one.closest("nav, [data-tools], .rest-row, ul") ?? screen();
    roots.set(root, [...(roots.get(root) ?? []), one]);
  }
  return [...roots].flatMap(([root, elements]) =>
    shares(elements).map((share) => ({ elements: share, root })),
  );
}

/**
 * Divides choices into groups of whole rows on the glass, so that the box around a group contains
 * no choice of another one.
 * @param {Choice[]} elements
 */
function shares(elements) {
  const rows = Map.groupBy(elements, (one) => Math.round(one.getBoundingClientRect().top));
  /** @type {Choice[][]} */
  const packed = [];
  for (const one of [...rows.values()].flatMap(chunks)) {
    const last = packed.at(-1);
    if (last && last.length + one.length <= MOST) last.push(...one);
    else packed.push(one);
  }
  return packed;
}

/** @param {Choice[]} row */
function chunks(row) {
  const starts = Array.from({ length: Math.ceil(row.length / MOST) }, (_, i) => i * MOST);
  return starts.map((start) => row.slice(start, start + MOST));
}

/**
 * Whether a press would lead away from this screen (rather than turn one of its book pages).
 * @param {Choice} element
 */
export function leavesPage(element) {
  const { page, pages } = screen().dataset;
  const { action } = element.dataset;
  if (action === "next") return page === pages;
  if (action === "back") return !(Number(page) > 1);
  return element.hasAttribute("href") || action === "finish";
}

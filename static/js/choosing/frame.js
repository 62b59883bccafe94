// The box of scanning: round one choice, a group, or the whole glass while it rests. It stands in
// the top layer, black between two white lines, so that it is seen on any ground (3:1 and more).

/** @typedef {"item" | "group" | "leave" | "rest"} FrameKind */

const frame = () => /** @type {HTMLElement} */ (document.getElementById("scan-frame"));

/**
 * Around elements' boxes; a label says what isn't there.
 * @param {Element[]} elements
 * @param {FrameKind} kind
 */
export function box(elements, kind, label = "") {
  const one = frame();
  one.dataset.kind = kind;
  /** @type {Element} */ (one.querySelector("[data-scan-label]")).textContent = label;
  place(elements);
  // Shown anew: a dialog that has opened since would stand above it.
  if (one.matches(":popover-open")) one.hidePopover();
  one.showPopover();
}

/**
 * The boxes may have moved since: sizes change, pictures come.
 * @param {Element[]} elements
 */
export function place(elements) {
  const boxes = elements.map((element) => element.getBoundingClientRect());
  const left = Math.min(...boxes.map((one) => one.left));
  const top = Math.min(...boxes.map((one) => one.top));
  const right = Math.max(...boxes.map((one) => one.right));
  const bottom = Math.max(...boxes.map((one) => one.bottom));
  const { style } = frame();
  style.left = `${left}px`;
  style.top = `${top}px`;
  style.width = `${right - left}px`;
  style.height = `${bottom - top}px`;
}

export function unbox() {
  if (frame().matches(":popover-open")) frame().hidePopover();
}

/**
 * A text of the box, in which each number takes the place of one `#`.
 * @param {"group" | "leave" | "rest"} name
 * @param {...number} numbers
 */
export function words(name, ...numbers) {
  const text = /** @type {string} */ (frame().dataset[name]);
  return numbers.reduce((filled, number) => filled.replace("#", String(number)), text);
}

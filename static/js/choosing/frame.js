// Draws the box of scanning: around one choice, a group, or the whole screen while scanning rests.
// It is in the top layer, black between two white lines: its contrast is 3:1 or more everywhere.

/** @typedef {"item" | "group" | "leave" | "rest"} FrameKind */

const frame = () => /** @type {HTMLElement} */ (document.getElementById("scan-frame"));

/**
 * Shows the box around the elements, with a label on it ("" for none).
 * @param {Element[]} elements
 * @param {FrameKind} kind
 */
export function box(elements, kind, label = "") {
  const one = frame();
  one.dataset.kind = kind;
  /** @type {Element} */ (one.querySelector("[data-scan-label]")).textContent = label;
  place(elements);
  // Shown again, so that it is above a dialog that has opened since.
  if (one.matches(":popover-open")) one.hidePopover();
  one.showPopover();
}

/**
 * Moves the box to where the elements are now: a new size or a picture may have moved them.
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
 * A label for the box; each number replaces one `#` of the text.
 * @param {"group" | "leave" | "rest"} name
 * @param {...number} numbers
 */
export function words(name, ...numbers) {
  const text = /** @type {string} */ (frame().dataset[name]);
  return numbers.reduce((filled, number) => filled.replace("#", String(number)), text);
}

// The box of scanning: round one choice, a group, or the whole glass while it rests. It stands in
// the top layer, black between two white lines, so that it is seen on any ground (3:1 and more).

const frame = () => document.getElementById("scan-frame");

// Around elements' boxes, `kind` being item, group, leave or rest; a label says what isn't there.
export function box(elements, kind, label = "") {
  const one = frame();
  one.dataset.kind = kind;
  one.querySelector("[data-scan-label]").textContent = label;
  place(elements);
  // Shown anew: a dialog that has opened since would stand above it.
  if (one.matches(":popover-open")) one.hidePopover();
  one.showPopover();
}

// The boxes may have moved since: sizes change, pictures come.
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

export function words(name, ...numbers) {
  return numbers.reduce((text, number) => text.replace("#", number), frame().dataset[name]);
}

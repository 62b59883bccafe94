// Every button in sight: its box in pixels, and how far its label reaches out of it.
() => {
  const frame = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };

  function over(box, frame) {
    return Math.max(frame.left - box.left, frame.top - box.top,
      box.right - frame.right, box.bottom - frame.bottom);
  }

  function labelOver(button) {
    const box = button.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(button);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 1);
    return Math.max(...rects.map((rect) => over(rect, box)),
      button.scrollWidth - button.clientWidth - 1, button.scrollHeight - button.clientHeight - 1);
  }

  // A word of a label that stands on two lines: it is divided, without a hyphen.
  function divided(button) {
    const walker = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      for (const match of walker.currentNode.data.matchAll(/[^\s\u00ad-]+/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, match.index);
        range.setEnd(walker.currentNode, match.index + match[0].length);
        const tops = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
        if (tops.size > 1) found.push(match[0]);
      }
    }
    return found;
  }

  const top = document.querySelector("dialog[open]") ?? document;
  const glass = document.querySelector("[data-window]")?.getBoundingClientRect() ?? frame;
  return [...top.querySelectorAll(".button, .attract")]
    .filter((one) => one.checkVisibility() && one.getClientRects().length)
    .map((one) => {
      const box = one.getBoundingClientRect();
      return {
        name: one.textContent.trim().replace(/\s+/g, " "),
        where: one.closest(".band, .tools, .tiles-primary, .tiles, dialog")?.classList[0] ?? "",
        primary: Boolean(one.closest(".band, .tiles-primary")),
        left: box.left, top: box.top, right: box.right, bottom: box.bottom,
        width: box.width, height: box.height,
        // Tiles of other book pages stand beside the window.
        seen: !one.closest("[data-window]") || (box.right > glass.left && box.left < glass.right),
        over: over(box, frame), labelOver: labelOver(one), divided: divided(one),
      };
    })
    .filter((one) => one.seen);
};

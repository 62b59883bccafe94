// Turns a screen's book pages with its own Next button, as a person does, and tells for each what
// stands in the window: every line of text, every picture, every tile, with its box in pixels
// relative to the window.
async () => {
  const screen = document.getElementById("screen");
  const glass = screen.querySelector("[data-window]");
  const flow = screen.querySelector("[data-flow]");

  function piece(kind, name, box, word = -1) {
    const frame = glass.getBoundingClientRect();
    return {
      kind, name, word,
      left: box.left - frame.left, top: box.top - frame.top,
      right: frame.right - box.right, bottom: frame.bottom - box.bottom,
      width: box.width, height: box.height,
      seen: box.right > frame.left && box.left < frame.right,
    };
  }

  function texts() {
    const words = [...flow.querySelectorAll("[data-word]")].filter((one) => one.offsetParent);
    const walker = document.createTreeWalker(flow, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.data.trim() || node.parentElement.closest("svg")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const word = words.indexOf(node.parentElement.closest("[data-word]"));
      for (const box of range.getClientRects()) {
        if (box.width > 0) found.push(piece("text", node.data.trim(), box, word));
      }
    }
    return found;
  }

  function boxes(kind, selector) {
    return [...flow.querySelectorAll(selector)]
      .filter((one) => one.getClientRects().length)
      .map((one) => piece(kind, one.textContent.trim().slice(0, 40), one.getBoundingClientRect()));
  }

  const standing = () =>
    [...texts(), ...boxes("picture", "svg.picture"), ...boxes("box", ".button, .sample")];

  await document.fonts.ready;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const pages = [standing()];
  while (Number(screen.dataset.page) < Number(screen.dataset.pages) && pages.length < 99) {
    screen.querySelector("[data-action='next']").click();
    pages.push(standing());
  }
  const words = texts().reduce((most, one) => Math.max(most, one.word + 1), 0);
  return { words, pages };
};

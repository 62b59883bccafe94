// Turns a screen's book pages with its own Next button, as a person does, and looks on each at what
// stands in the window: every line of text, every picture, every box. Of each page it tells how many
// there are, which words are seen, and what is cut or divided: `over` is how far one reaches out of
// the window, in pixels, cut from `most` on; a box that is broken over two pages has two pieces.
(most) => {
  const screen = document.getElementById("screen");
  const glass = screen.querySelector("[data-window]");
  const flow = screen.querySelector("[data-flow]");
  const words = [...flow.querySelectorAll("[data-word]")].filter((one) => one.offsetParent);
  const places = new Map(words.map((one, place) => [one, place]));

  function pieces(kind, name, rects, word = -1) {
    const frame = glass.getBoundingClientRect();
    return [...rects]
      .filter((box) => box.width > 0 && box.right > frame.left && box.left < frame.right)
      .map((box) => ({
        kind, name, word, of: rects.length, width: box.width, height: box.height,
        over: Math.max(frame.left - box.left, frame.top - box.top,
          box.right - frame.right, box.bottom - frame.bottom),
      }));
  }

  function texts() {
    const walker = document.createTreeWalker(flow, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.data.trim() || node.parentElement.closest("svg")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const word = places.get(node.parentElement.closest("[data-word]")) ?? -1;
      found.push(...pieces("text", node.data.trim(), range.getClientRects(), word));
    }
    return found;
  }

  function boxes(kind, selector) {
    return [...flow.querySelectorAll(selector)].flatMap((one) =>
      pieces(kind, one.textContent.trim().replace(/\s+/g, " ").slice(0, 40), one.getClientRects()));
  }

  function standing() {
    const all = [
      ...texts(),
      ...boxes("picture", "svg.picture"),
      ...boxes("button", ".button"),
      ...boxes("box", ".sample"),
    ];
    const seen = new Set(all.map(({ word }) => word).filter((word) => word >= 0));
    return {
      count: all.length,
      words: [...seen].sort((a, b) => a - b),
      cut: all.filter(({ over }) => over > most),
      divided: all.filter(({ kind, of }) => of > 1 && ["button", "picture"].includes(kind)),
    };
  }

  // A screen may open further on, where the choice is that has the focus.
  while (Number(screen.dataset.page) > 1) screen.querySelector("[data-action='back']").click();
  const pages = [standing()];
  while (Number(screen.dataset.page) < Number(screen.dataset.pages) && pages.length < 99) {
    screen.querySelector("[data-action='next']").click();
    pages.push(standing());
  }
  return { words: words.length, pages };
};

// The longest line of every block of text, in characters: each is counted where it stands.
() => {
  const blocks = document.querySelectorAll("#screen :is(p, li, figcaption, h1, h2, .review)");
  return [...blocks]
    .filter((one) => one.checkVisibility() && !one.querySelector("p, li, .button"))
    .map((block) => {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const lines = new Map();
      while (walker.nextNode()) {
        const range = document.createRange();
        for (let place = 0; place < walker.currentNode.length; place += 1) {
          range.setStart(walker.currentNode, place);
          range.setEnd(walker.currentNode, place + 1);
          const box = range.getClientRects()[0];
          if (!box || !box.width) continue;
          // A line is known by its foot; text in smaller print stands on a line of its own.
          const foot = `${Math.round(box.bottom / 8)}`;
          lines.set(foot, (lines.get(foot) ?? 0) + 1);
        }
      }
      return { text: block.textContent.trim().slice(0, 40), most: Math.max(0, ...lines.values()) };
    });
};

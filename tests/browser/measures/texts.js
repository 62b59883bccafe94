// Every text on the screen, also on book pages not turned to yet: its size, its line spacing, its
// colour, and the colours that lie under it.
() => {
  const top = document.querySelector("dialog[open]") ?? document.getElementById("screen");
  const mm = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--mm"));
  const capHeight = 0.668; // of the typeface, as in tokens.css

  // The backgrounds under an element, uppermost first; in a drawing, the shapes under its middle.
  function grounds(element) {
    const found = [];
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (backgroundColor !== "rgba(0, 0, 0, 0)") found.push(backgroundColor);
    }
    return found;
  }

  function describe(element, text) {
    const style = getComputedStyle(element);
    const label = element.closest("svg text");
    const scale = label ? label.getScreenCTM().a : 1;
    const size = parseFloat(style.fontSize) * scale;
    const block = element.closest("p, li, figcaption, .caption");
    const inButton = element.closest(".button, .attract, h1, h2, dialog");
    return {
      text, size, capital: (size * capHeight) / mm,
      spacing: block && !inButton && !label
        ? parseFloat(getComputedStyle(block).lineHeight) / parseFloat(getComputedStyle(block).fontSize)
        : null,
      body: Boolean(element.closest(".flow p, .flow li") && !inButton &&
        !element.closest(".note, .address, .review-in-text")),
      label: Boolean(label),
      colour: label ? style.fill : style.color,
      grounds: grounds(element),
    };
  }

  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const shown = parentElement.checkVisibility() && parentElement.getClientRects().length;
    if (data.trim() && shown) found.push(describe(parentElement, data.trim()));
  }
  return found;
};

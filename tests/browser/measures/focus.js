// The ring around what has the focus, and what lies around it.
() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const offset = parseFloat(style.outlineOffset);
  const width = parseFloat(style.outlineWidth);
  const box = one.getBoundingClientRect();
  const clip = (one.closest("[data-window]") ?? document.documentElement).getBoundingClientRect();
  const reach = Math.max(0, offset + width);
  let around = offset < 0 ? one : one.parentElement;
  while (around && getComputedStyle(around).backgroundColor === "rgba(0, 0, 0, 0)") {
    around = around.parentElement;
  }
  return {
    name: one.textContent.trim().slice(0, 30),
    control: one.matches("a, button"), // not the title, which takes the focus on a new screen
    style: style.outlineStyle, width, colour: style.outlineColor,
    around: getComputedStyle(around ?? document.body).backgroundColor,
    cut: Math.max(clip.left - box.left, clip.top - box.top,
      box.right - clip.right, box.bottom - clip.bottom) + reach,
  };
};

// The colours that a shape is told from its surroundings by: of every button its edge and its
// ground against what lies around it, and of every drawing the lines that carry its meaning.
() => {
  function ground(element) {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (backgroundColor !== "rgba(0, 0, 0, 0)") return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  }

  const top = document.querySelector("dialog[open]") ?? document.getElementById("screen");
  const shown = (one) => one.checkVisibility() && one.getClientRects().length;
  const found = [];
  for (const one of [...top.querySelectorAll(".button, .sample")].filter(shown)) {
    const style = getComputedStyle(one);
    const around = ground(one.parentElement);
    const fill = style.backgroundColor === "rgba(0, 0, 0, 0)" ? around : style.backgroundColor;
    const name = one.textContent.trim().slice(0, 30);
    found.push({ name, any: [style.borderTopColor, fill], around });
    for (const icon of one.querySelectorAll("svg *")) {
      const { stroke } = getComputedStyle(icon);
      if (stroke !== "none") found.push({ name: `${name}: icon`, any: [stroke], around: fill });
    }
  }
  for (const boxed of top.querySelectorAll(".word.said")) {
    const ring = getComputedStyle(boxed).boxShadow.match(/rgba?\([^)]*\)/g).at(-1);
    found.push({ name: "boxed word", any: [ring], around: ground(boxed.parentElement) });
  }
  return found;
};

// The colours in a drawing: its lines and signs, and the tints that they may lie on.
() => {
  const picture = document.querySelector("svg.picture");
  const paper = getComputedStyle(document.getElementById("screen")).backgroundColor;
  const colours = (names, property) =>
    names.flatMap((name) => [...picture.querySelectorAll(name)])
      .map((one) => getComputedStyle(one)[property])
      .filter((colour) => colour !== "none");
  return {
    paper,
    tints: colours([".p-skin", ".p-soft", ".p-paper"], "fill"),
    ink: colours([".p-ink-line"], "stroke").concat(colours([".p-label"], "fill")),
    signs: colours([".p-accent-line", ".p-block-line"], "stroke")
      .concat(colours([".p-accent", ".p-block"], "fill")),
    labels: colours([".p-label"], "fill"),
  };
};

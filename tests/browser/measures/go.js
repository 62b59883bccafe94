// Changes the screen as a touched link does: htmx fetches the fragment and puts it in.
async (address) => {
  const before = document.getElementById("screen");
  await htmx.ajax("GET", address, { target: "#screen", swap: "outerHTML" });
  while (document.getElementById("screen") === before) await new Promise(requestAnimationFrame);
};

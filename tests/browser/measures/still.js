// Waits until the typeface is there and the page has been laid out with it.
async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
};

// Presses More until the first group is there again, and tells of each group what can be pressed,
// where More and Help stand and which book page it is; and what there is to be pressed at all.
async (most) => {
  // A change of size is told once a frame, and may lead to another.
  const frames = async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
  };
  const screen = document.getElementById("screen");
  const name = (one) => `${one.dataset.action} ${one.dataset.speak ?? ""} ${one.pathname ?? one.form?.action ?? ""}`;
  const glass = () => screen.querySelector("[data-window]").getBoundingClientRect();

  function inSight(one) {
    const box = one.getBoundingClientRect();
    const { left, right } = one.closest("[data-window]") ? glass() : { left: 0, right: innerWidth };
    return box.width > 0 && box.left >= left - 1 && box.right <= right + 1;
  }

  const shown = () => [...screen.querySelectorAll("[data-action]:not(:disabled)")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && inSight(one));
  const place = (action) => {
    const found = screen.querySelector(`.controls [data-action="${action}"]`)?.getBoundingClientRect();
    return found && [found.left, found.top, found.right, found.bottom].map(Math.round);
  };
  const group = () => ({
    targets: shown().map(name),
    actions: shown().map((one) => one.dataset.action),
    more: place("more"), help: place("help"),
    page: screen.dataset.page, height: Math.round(glass().height),
  });

  await document.fonts.ready;
  await frames();
  const groups = [group()];
  let again = false;
  while (!again && groups.length < most) {
    screen.querySelector("[data-action='more']").click();
    await frames();
    again = String(group().targets) === String(groups[0].targets);
    if (!again) groups.push(group());
  }
  const there = [...screen.querySelectorAll("[data-action]:not(:disabled)")]
    .filter((one) => !one.closest("[hidden]"))
    .filter((one) => !one.closest("[data-window]") || inSight(one));
  return { groups, again, all: [...new Set(there.map(name))] };
};

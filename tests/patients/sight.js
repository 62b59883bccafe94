// What a person sees and hears of the kiosk, for person.py: put into every page before its own
// scripts. It relies on docs/page-contract.md only.
(() => {
  const HAPPENED = ["screen-shown", "page-turned", "action", "press-decided", "press-unsure",
    "press-answered", "sound-started", "setting-changed", "reading-started", "reading-paused",
    "reading-ended"];
  const log = [];
  let changed = 0; // when something last happened that a person notices
  let lifted = 0; // when the last contact left the glass
  let underWay = 0;
  let silent = 0; // since when a reading that was asked for hasn't sounded

  // What a press does, told the same way by the button, the event and the plan.
  function key(element) {
    const { action, answer, sentence } = element.dataset ?? {};
    if (!action) return sentence ? `sentence ${sentence}` : "";
    if (action === "answer") return `answer ${answer}`;
    if (action !== "open" && action !== "choose") return action;
    const address = element.getAttribute("href") ?? element.form?.getAttribute("action") ?? "";
    return `${action} ${new URL(address, location.origin).pathname}`;
  }

  const marked = () => document.querySelector("#screen .reading")?.dataset.sentence ?? "";
  const path = () => location.pathname;
  const note = (name, more) => log.push({ name, time: performance.now(), path: path(), ...more });

  for (const name of HAPPENED) {
    document.addEventListener(`kiosk:${name}`, ({ detail, target }) => {
      const done = target instanceof Element ? key(target) : detail.action;
      const { kind, confidence, index } = detail;
      note(name, { key: name === "action" ? done : "", kind, confidence, index, lifted });
      if (name !== "sound-started" || silent) changed = performance.now();
      if (name === "reading-started") silent = performance.now();
      if (/sound-started|reading-(paused|ended)/.test(name)) silent = 0;
      if (name === "screen-shown" && window.layerOff) screenOff();
    }, { capture: true });
  }
  const screenOff = () => document.getElementById("screen").setAttribute("data-touch-layer", "off");

  // Before the click is acted on: what was being read then. Sentences tell of no action.
  document.addEventListener("click", ({ target }) => {
    const found = target.closest?.("[data-action], [data-sentence]");
    const name = found?.closest("[data-action]") ? "click" : "sentence";
    if (found) note(name, { key: key(found.closest("[data-action]") ?? found), marked: marked() });
  }, { capture: true });
  for (const name of ["pointerup", "pointercancel"]) {
    window.addEventListener(name, ({ timeStamp }) => { lifted = timeStamp; }, { capture: true });
  }
  document.addEventListener("htmx:beforeRequest", () => { underWay += 1; });
  document.addEventListener("htmx:afterRequest", () => { underWay -= 1; changed = performance.now(); });

  const within = ({ left, right, top, bottom }, [x, y]) =>
    x >= left && x <= right && y >= top && y <= bottom;

  function seen(element) {
    const box = element.getBoundingClientRect();
    const glass = element.closest("[data-window]")?.getBoundingClientRect();
    const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const beside = glass && middle[0] < glass.left ? -1 : 1;
    return {
      key: key(element),
      speak: element.dataset.speak ?? "",
      box: [box.left, box.top, box.width, box.height],
      // Book pages that aren't turned to lie left or right of the window: -1, 1.
      place: !glass || within(glass, middle) ? 0 : beside,
    };
  }

  function view() {
    const screen = document.getElementById("screen");
    const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
    const buttons = [...(dialog ?? screen).querySelectorAll("[data-action]:not(:disabled)")]
      .filter((one) => one.getClientRects().length > 0);
    return {
      path: path(),
      dialog: dialog?.id ?? "",
      reading: screen.dataset.reading ?? "idle",
      textSize: screen.dataset.textSize,
      marked: marked(),
      buttons: buttons.map(seen),
      log: log.splice(0),
    };
  }

  // Waits until nothing has happened for `pause`, at least `patience` after the last lift if the
  // press has led to nothing, and says what is to be seen then.
  window.lookAgain = async (pause, patience) => {
    const begun = performance.now();
    const waits = () => {
      const now = performance.now();
      if (now - begun > 8000) return false;
      const answered = log.some(({ name }) => /action|press-decided/.test(name));
      const busy = underWay > 0 || document.querySelector("[data-pressed]")
        || (silent && now - silent < 4000);
      const since = answered ? changed : Math.max(changed, lifted, begun - 100) + patience - pause;
      return busy || now - Math.max(since, changed) < pause;
    };
    while (waits()) await new Promise((done) => { setTimeout(done, 40); });
    return view();
  };
})();

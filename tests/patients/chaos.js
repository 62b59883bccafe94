// Watches what must always hold, for chaos.py: put into the page before its own scripts. It relies
// on docs/page-contract.md, and on the pages' own answer to "what can be pressed?".
(() => {
  const { idle, warning } = LIMITS; // ms
  const SLACK = 8000; // ms: the machine may be busy
  const STUCK = 25000; // ms that a voice may speak without anything being heard
  const LONGEST = 16000; // ms that the page may wait for an answer: its own limits are 12 s and less
  const found = (window.violations = []);
  const tell = (what) => found.includes(what) || found.push(what);

  // The page's clock runs ahead of the machine's by so much.
  let ahead = 0;
  const now = performance.now.bind(performance);
  const { get } = Object.getOwnPropertyDescriptor(Event.prototype, "timeStamp");
  performance.now = () => now() + ahead;
  Object.defineProperty(Event.prototype, "timeStamp", { get() { return get.call(this) + ahead; } });
  window.runAhead = (time) => {
    ahead += time;
    for (const name of Object.keys(seen)) seen[name] += time;
  };

  // When a person last did something, and when what they began last went on.
  const seen = { sign: now(), progress: now(), heard: now(), spoke: now() };
  const holds = new Set();
  const on = (name, act) => document.addEventListener(name, act, { capture: true });
  const note = (name) => () => (seen[name] = performance.now());
  for (const name of ["pointerdown", "pointermove", "keydown"]) window.addEventListener(name, note("sign"), { capture: true });
  for (const name of ["kiosk:action", "kiosk:command", "kiosk:screen-shown"]) on(name, note("sign"));
  for (const name of ["kiosk:sentence-began", "kiosk:word-boxed", "kiosk:speech"]) on(name, note("progress"));
  on("kiosk:speaking-started", () => { holds.add("voice"); seen.spoke = performance.now(); });
  on("kiosk:speaking-ended", () => { holds.delete("voice"); note("progress")(); });
  on("kiosk:going", () => holds.add("going"));
  on("kiosk:going-ended", () => { holds.delete("going"); note("progress")(); });
  on("kiosk:scan-moved", ({ detail }) => {
    if (detail.kind === "rest") holds.delete("scan");
    else holds.add("scan");
    note("progress")();
  });
  on("kiosk:scanning-stopped", () => holds.delete("scan"));

  // Requests without an answer yet: their addresses and when they were sent, by the machine's clock,
  // as the page's own limits are.
  const waiting = new Map();
  const send = window.fetch;
  window.fetch = (...given) => {
    const request = {};
    waiting.set(request, [String(given[0]?.url ?? given[0]), now()]);
    return send(...given).finally(() => waiting.delete(request));
  };

  const screen = () => document.getElementById("screen");
  const places = new WeakMap();

  function sounds() {
    const sounding = window.kioskSounds.filter((one) => !one.paused && !one.ended && one.src);
    const moving = sounding.filter((one) => places.get(one) !== one.currentTime);
    for (const one of sounding) places.set(one, one.currentTime);
    if (moving.length) note("heard")();
    return sounding;
  }

  let two = 0; // frames in which two voices sounded
  function frame() {
    requestAnimationFrame(frame);
    const sounding = sounds();
    two = sounding.length > 1 ? two + 1 : 0;
    if (two > 2) tell(`two voices: ${sounding.map((one) => one.src.slice(-60)).join(" and ")}`);
    for (const [address, sent] of waiting.values()) {
      if (now() - sent > LONGEST) tell(`an answer is waited for without a limit: ${address}`);
    }
    const time = performance.now();
    if (holds.has("voice") && time - Math.max(seen.spoke, seen.heard, seen.progress) > STUCK) {
      tell(`a voice speaks and nothing is heard: ${screen()?.dataset.reading}`);
    }
    if (!screen() || screen().dataset.screen === "attract") return void note("sign")();
    // What holds a visit longer than this has a limit of its own that was passed.
    const most = holds.size ? 60_000 : 0;
    if (time - Math.max(seen.sign, seen.progress) > idle + warning + most + SLACK) {
      tell(`the visit does not end: held by ${[...holds].join(", ") || "nothing"} on ${location.pathname}`);
    }
  }
  requestAnimationFrame(frame);

  // What is seen is what acts, and something can be pressed. Returns what is wrong now.
  window.lookAtIt = async () => {
    if (!screen()) return ["there is no screen"];
    const { groups, items } = await ownModule("choosing/items");
    const top = document.querySelectorAll("dialog:modal");
    const shown = groups().flatMap(({ elements }) => elements);
    const free = shown.filter((one) => !one.closest("[data-resting]"));
    const faults = [];
    if (!free.length) faults.push(`nothing can be pressed on ${location.pathname}`);
    for (const one of free) {
      const box = one.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const hit = document.elementFromPoint(x, y);
      if (hit?.closest("#wait-notice, #listening-sign")) continue;
      if (hit && (one.contains(hit) || hit.contains(one))) continue;
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue;
      faults.push(`${one.dataset.action} is not what is seen: ${hit?.className || hit?.id} ${top.length}`);
    }
    const help = items().some((one) => one.dataset.action === "help");
    const few = screen().dataset.targets === "fewer" && !top.length;
    if (!top.length && screen().dataset.screen !== "attract") {
      if (!help) faults.push(`Help now is not among ${items().map((one) => one.dataset.action)} on ${location.pathname}`);
      else if (few && !free.some((one) => one.dataset.action === "help")) faults.push("Help now is in no group");
    }
    return faults;
  };

  // Where a person's finger would aim: [[x, y], ...], CSS pixels.
  window.placesToPress = async () => {
    const { groups } = await ownModule("choosing/items");
    return groups().flatMap(({ elements }) => elements)
      .filter((one) => one.dataset.resting === undefined)
      .map((one) => one.getBoundingClientRect())
      .map((box) => [box.left + box.width / 2, box.top + box.height / 2]);
  };

  // Has the screen read aloud, whatever the way of using it; a question on top goes first.
  window.readAloud = () => {
    if (document.querySelector("dialog:modal")) return;
    document.querySelector("[data-action=read]:not([data-resting])")?.click();
  };
})();

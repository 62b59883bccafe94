// Streams of any samples at all, for properties that must hold whatever the glass reports.
import { adapt } from "/touch/fit.js";
import { close, createPress, decide, feed, FINAL, newScreen } from "/touch/press.js";

// -> the faults found, each named once
export function anyStream(runs) {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const faults = [];
  for (let run = 0; run < runs; run += 1) {
    const targets = Array.from({ length: Math.floor(random() * 8) }, (_, key) => ({
      key: `t${key}`,
      x: random() * 250,
      y: random() * 450,
      width: random() * 90,
      height: random() * 60,
      cheap: random() < 0.3,
    }));
    let state = createPress();
    let [time, downs, finals] = [random() * 1e6, 0, 0];
    for (let step = 0; step < 60; step += 1) {
      time += pick([0, 1, 8, 16, 90, 300, 2000]) * random();
      const type = pick(["down", "move", "move", "up", "cancel"]);
      if (type === "down") downs += 1;
      const frozen = JSON.stringify(state);
      const next = feed(state, {
        type, id: Math.floor(random() * 4), time,
        x: random() * 280 - 5, y: random() * 480 - 5, radius: pick([0, 0.1, 5, 12, 60]),
      });
      if (JSON.stringify(state) !== frozen) faults.push("feed changed its state");
      state = next;
      const decision = decide(state, time, targets);
      const known = [null, ...targets.map(({ key }) => key)];
      if (!["wait", "idle", ...FINAL].includes(decision.kind)) faults.push(decision.kind);
      if (decision.kind !== "idle" && !known.includes(decision.target)) faults.push("unknown target");
      if (decision.kind === "act" && decision.target === null) faults.push("acts on nothing");
      if (decision.kind === "act" && state.contacts.length === 0) faults.push("acts without a contact");
      if (FINAL.has(decision.kind)) {
        finals += 1;
        state = close(state, time, decision);
        state = { ...state, hand: adapt(state.hand, decision.observations, decision.confidence) };
        if (decide(state, time + 5000, targets).kind !== "idle") faults.push("decides twice");
      } else if (random() < 0.02) state = newScreen(state, time);
      if (Object.values(state.hand).some((value) => !Number.isFinite(value))) faults.push("a hand without measure");
    }
    if (finals > downs) faults.push("more decisions than touches");
  }
  return [...new Set(faults)];
}

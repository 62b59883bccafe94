// A person with one switch, from profiles.json's single_switch: sees the box come to what is
// wanted, presses after a reaction time, and misses, doubles and slips as often as stated.
// In the page: installPerson([profile, seed]) makes window.person, which uses the page's clock.
// In virtual time: simulatePicks([...]) runs scan.js alone, many thousand picks in a moment.
(() => {
  function drawer(seed) {
    let state = seed >>> 0;
    const random = () => {
      // mulberry32: small, seeded, good enough for drawing people
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const lognormal = ([median, sigma]) => median * Math.exp(sigma * normal());
    return { random, lognormal };
  }

  // The presses with which one sight of the wanted box is answered, in ms from then.
  function answers(profile, { random, lognormal }) {
    if (random() < profile.p_miss) return [];
    const first = lognormal(profile.rt);
    return random() < profile.p_double ? [first, first + lognormal(profile.gap)] : [first];
  }

  window.installPerson = async ([profile, seed]) => {
    const { groups } = await ownModule("choosing/items");
    const draw = drawer(seed);
    let last = null;
    const person = { selector: null, picks: [], presses: 0 };

    const wanted = (one) => Boolean(person.selector && one?.matches(person.selector));
    function wants({ kind, group, index }) {
      if (kind === "rest") return true;
      const here = groups();
      if (kind === "item") return wanted(here.flatMap((one) => one.elements)[index]);
      const inside = here[group]?.elements.some(wanted);
      return kind === "group" ? inside : !inside;
    }
    person.press = () => {
      person.presses += 1;
      const event = new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true });
      Object.defineProperty(event, "timeStamp", { value: performance.now() });
      document.body.dispatchEvent(event);
    };
    const react = () => answers(profile, draw).forEach((wait) => setTimeout(person.press, wait));
    document.addEventListener("kiosk:scan-moved", ({ detail }) => {
      last = detail;
      if (person.selector && wants(detail)) react();
    });
    document.addEventListener("kiosk:scan-chosen", ({ detail }) => {
      const element = groups().flatMap((one) => one.elements)[detail.index];
      person.picks.push({ right: wanted(element), action: detail.action });
      person.selector = null;
    });
    // Wants another thing from now on; what is in the box already is answered where there is time.
    person.aim = (selector) => {
      person.selector = selector;
      if (last && performance.now() + profile.rt[0] < last.due && wants(last)) react();
      if (draw.random() < profile.p_false) setTimeout(person.press, draw.random() * 8000);
    };
    window.person = person;
  };

  window.simulatePicks = async ([profile, screens, options, seed, count]) => {
    const { next, highlighted, off } = await ownModule("choosing/scan");
    const draw = drawer(seed);
    const result = { right: 0, wrong: 0, never: 0, time: 0 };
    for (let i = 0; i < count; i += 1) {
      const groups = screens[Math.floor(draw.random() * screens.length)];
      const all = groups.flatMap((size, group) => Array.from({ length: size }, () => group));
      const target = Math.floor(draw.random() * all.length);
      const wants = (what) =>
        ({ item: what?.index === target, group: what?.group === all[target] })[what?.kind] ??
        (!what || what.group !== all[target]);
      let state = next(off, { type: "options", options, time: 0 });
      let presses = [];
      const step = (event) => {
        const { serial } = state;
        state = next(state, event);
        if (serial === state.serial || !wants(highlighted(state))) return;
        presses.push(...answers(profile, draw).map((wait) => event.time + wait));
      };
      step({ type: "screen", groups, time: 0 });
      if (draw.random() < profile.p_false) presses.push(draw.random() * 8000);
      let time = 0;
      let chosen = null;
      while (chosen === null && time < 300_000) {
        presses.sort((one, other) => one - other);
        const pressed = presses.length && presses[0] <= state.due;
        // The longest pause that a resting kiosk leaves: the person sees it and presses again.
        time = pressed ? presses.shift() : Math.min(state.due, time + 2000);
        step({ type: pressed ? "press" : "tick", time });
        chosen = state.effects.find((one) => one.do === "act")?.index ?? null;
        if (state.phase === "rest" && !presses.length) presses.push(time + draw.lognormal(profile.rt));
      }
      if (chosen === null) result.never += 1;
      else if (chosen === target) result.right += 1;
      else result.wrong += 1;
      result.time += time / count;
    }
    return result;
  };
})()

// The screen that is shown, its sentences, and the event that a new one is there.

export const screen = () => document.getElementById("screen");

// How loud, from 0 to 1, as the person chose.
export const volume = () => Number(screen()?.dataset.volume ?? 0.6);

// Sends one event of the page contract (docs/page-contract.md), with its time.
export function tell(name, detail = {}, target = document) {
  target.dispatchEvent(
    new CustomEvent(`kiosk:${name}`, {
      bubbles: true,
      detail: { ...detail, time: performance.now() },
    }),
  );
}

// In the order in which they are read; those that this size doesn't show are left out.
export function sentences() {
  const all = [...(screen()?.querySelectorAll("[data-sentence]") ?? [])];
  return all.filter((one) => one.getClientRects().length > 0);
}

// The first sentence that begins on the page now seen; the one before it where none begins here.
export function firstVisible(all = sentences()) {
  const glass = screen()?.querySelector("[data-window]")?.getBoundingClientRect();
  if (!glass) return 0;
  const place = all.findIndex((one) => (one.getClientRects()[0]?.left ?? -1) >= glass.left - 1);
  return place < 0 ? Math.max(0, all.length - 1) : place;
}

export function announceScreens() {
  let shown = null;
  const announce = () => {
    if (!screen() || screen() === shown) return;
    const first = shown === null;
    shown = screen();
    tell("screen-shown", { name: shown.dataset.screen, path: location.pathname, first });
  };
  document.addEventListener("htmx:load", announce);
  announce();
}

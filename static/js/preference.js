// Sets one of the visitor's settings: on this screen at once, and for the rest of the visit.
import { screen, tell } from "./screen.js";

const attribute = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

export async function prefer(name, value) {
  screen().dataset[attribute(name)] = value;
  tell("setting-changed", { name, value }, screen());
  const stored = { method: "POST", headers: { "X-Kiosk-Quiet": "1" } };
  try {
    await fetch(`/settings/${name}/${value}`, stored);
  } catch (error) {
    // The change still holds on this screen.
    console.warn(`${name} was not stored: ${error.message}`);
  }
}

export function forgetSettings() {}

// Sentence id -> clip: where its sound is and when each word is said. Asked for once a visit and
// voice.
import { screen } from "./screen.js";

const known = new Map();

export function clipOf(id) {
  const { voice } = screen().dataset;
  const key = `${voice} ${id}`;
  if (!known.has(key)) known.set(key, fetchClip(id, voice, key));
  return known.get(key);
}

let warming = 0;

// Asks for a screen's clips one after the other, sound and all, so that a touch on any sentence
// finds its clip here: one round trip less, and none at all to the voice. A newer call ends it.
export async function warm(ids) {
  const mine = ++warming;
  for (const id of new Set(ids)) {
    const clip = await clipOf(id);
    if (mine !== warming) return;
    await fetch(clip.clip); // into the browser's cache, from which the player takes it
    if (mine !== warming) return;
  }
}

async function fetchClip(id, voice, key) {
  try {
    const address = `/speech/${id}?voice=${encodeURIComponent(voice)}`;
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`The voice gave no clip for ${id}: ${answer.status}`);
    return await answer.json();
  } catch (error) {
    known.delete(key); // it may work the next time
    throw error;
  }
}

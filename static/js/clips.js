// Sentence id -> clip: where its sound is and when each word is said. Asked for once a visit and
// voice.
import { screen } from "./screen.js";

export async function keepClips() {}

const known = new Map();

export function clipOf(id) {
  const { voice } = screen().dataset;
  const key = `${voice} ${id}`;
  if (!known.has(key)) known.set(key, fetchClip(id, voice, key));
  return known.get(key);
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

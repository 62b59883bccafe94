// Sentence id -> clip: where its sound is and when each word is said. Asked for once a visit.
const known = new Map();

export function clipOf(id) {
  if (!known.has(id)) known.set(id, fetchClip(id));
  return known.get(id);
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

async function fetchClip(id) {
  try {
    const answer = await fetch(`/speech/${id}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`The voice gave no clip for ${id}: ${answer.status}`);
    return await answer.json();
  } catch (error) {
    known.delete(id); // it may work the next time
    throw error;
  }
}

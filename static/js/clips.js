// Sentence id -> clip: where its sound is and when each word is said. Asked for once a visit.
const known = new Map();

export function clipOf(id) {
  if (!known.has(id)) known.set(id, fetchClip(id));
  return known.get(id);
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

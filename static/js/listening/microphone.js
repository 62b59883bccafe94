// The microphone: open() gives its sound at 16 kHz in pieces of 128 ms (capture_worklet.js),
// close() frees it. What goes wrong is told once, as missing, blocked or dead.

/** @typedef {"missing" | "blocked" | "dead"} Trouble */
/** @typedef {{ stream: MediaStream, sounds?: AudioContext }} Opened */
/** @typedef {(samples: Int16Array<ArrayBuffer>) => void} OnPiece */

const RATE = 16000; // Hz: what the recogniser hears at
// Noise suppression makes speech in babble harder to recognise, not easier (measured: 13 words of 77 lost).
const WANTED = {
  audio: { echoCancellation: true, noiseSuppression: false, autoGainControl: true, channelCount: 1 },
};
/** @type {{ [error: string]: Trouble }} */
const TROUBLE = { NotAllowedError: "blocked", SecurityError: "blocked" };

const SILENT = 4000; // ms without any sound at all, not even silence: it has died

/** @type {Opened | null} */
let opened = null;
let calls = 0; // counts opens and closes, so that one that took too long doesn't open late

/**
 * The microphone is closed before trouble() is called.
 * @param {{ piece: OnPiece, trouble: (reason: Trouble) => void }} listener
 */
export async function open({ piece, trouble }) {
  close();
  const call = calls;
  /** @type {(reason: Trouble) => void} */
  const end = (reason) => {
    if (call !== calls) return;
    close();
    trouble(reason);
  };
  try {
    const stream = await askFor();
    if (call !== calls) return free({ stream });
    opened = { stream };
    for (const track of stream.getTracks()) {
      track.addEventListener("ended", () => end("dead"));
      track.addEventListener("mute", () => end("dead"));
    }
    await listenTo(stream, watched(call, piece, () => end("dead")));
  } catch (error) {
    console.warn(`The microphone: ${/** @type {Error} */ (error).message}`);
    end(TROUBLE[/** @type {Error} */ (error).name] ?? "missing");
  }
}

export function close() {
  calls += 1;
  if (opened) free(opened);
  opened = null;
}

// Pages that don't come from this machine or by HTTPS have no mediaDevices at all.
function askFor() {
  if (!navigator.mediaDevices) throw new DOMException("this page may not ask for it", "SecurityError");
  return navigator.mediaDevices.getUserMedia(WANTED);
}

/**
 * Gives pieces on while this call is the last one, and tells where they stay away.
 * @param {number} call
 * @param {OnPiece} piece
 * @param {() => void} died
 * @returns {(event: MessageEvent<Int16Array<ArrayBuffer>>) => void}
 */
function watched(call, piece, died) {
  let timer = setTimeout(died, SILENT);
  return ({ data }) => {
    clearTimeout(timer);
    if (call !== calls) return;
    timer = setTimeout(died, SILENT);
    piece(data);
  };
}

/**
 * @param {MediaStream} stream
 * @param {(event: MessageEvent<Int16Array<ArrayBuffer>>) => void} onPiece
 */
async function listenTo(stream, onPiece) {
  const sounds = new AudioContext({ sampleRate: RATE });
  /** @type {Opened} */ (opened).sounds = sounds;
  await sounds.audioWorklet.addModule(new URL("./capture_worklet.js", import.meta.url));
  const capture = new AudioWorkletNode(sounds, "capture", { numberOfOutputs: 0 });
  capture.port.onmessage = onPiece;
  sounds.createMediaStreamSource(stream).connect(capture);
  await sounds.resume();
}

/** @param {Opened} opened */
function free({ stream, sounds }) {
  for (const track of stream.getTracks()) track.stop();
  sounds?.close();
}

// The microphone: open() gives its sound at 16 kHz in pieces of 128 ms (capture_worklet.js),
// close() frees it. A failure is reported once, as missing, blocked or dead.

/** @typedef {"missing" | "blocked" | "dead"} Trouble */
/** @typedef {{ stream: MediaStream, sounds?: AudioContext }} Opened */
/** @typedef {(samples: Int16Array<ArrayBuffer>) => void} OnPiece */

const RATE = 16000; // Hz, as the recognizer needs it
// Without noise suppression: it makes speech in babble harder to recognize (measured: it loses 13
// words of 77).
const WANTED = {
  audio: { echoCancellation: true, noiseSuppression: false, autoGainControl: true, channelCount: 1 },
};
/** @type {{ [error: string]: Trouble }} */
const TROUBLE = { NotAllowedError: "blocked", SecurityError: "blocked" };

const SILENT = 4000; // ms without any data, not even silence: the microphone is dead

/** @type {Opened | null} */
let opened = null;
let calls = 0; // counts opens and closes, so that an outdated open() does nothing more

/**
 * Opens the microphone; piece() is called for each piece of sound. After a failure the microphone
 * is closed, and then trouble() is called once.
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

// A page that comes neither from this machine nor by HTTPS has no mediaDevices.
function askFor() {
  if (!navigator.mediaDevices) throw new DOMException("this page may not ask for it", "SecurityError");
  return navigator.mediaDevices.getUserMedia(WANTED);
}

/**
 * Returns a handler that passes pieces on while this call is the last one. If none comes for
 * SILENT, died() is called.
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

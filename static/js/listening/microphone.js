// The microphone: open() gives its sound at 16 kHz in pieces of 128 ms (capture_worklet.js),
// close() frees it. What goes wrong is told once, as missing, blocked or dead.

const RATE = 16000; // Hz: what the recogniser hears at
// Noise suppression makes speech in babble harder to recognise, not easier (measured: 13 words of 77 lost).
const WANTED = {
  audio: { echoCancellation: true, noiseSuppression: false, autoGainControl: true, channelCount: 1 },
};
const TROUBLE = { NotAllowedError: "blocked", SecurityError: "blocked" };

const SILENT = 4000; // ms without any sound at all, not even silence: it has died

let opened = null; // {stream, sounds}
let calls = 0; // counts opens and closes, so that one that took too long doesn't open late

// piece(samples) is given an Int16Array; trouble("missing" | "blocked" | "dead") ends it.
export async function open({ piece, trouble }) {
  close();
  const call = calls;
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
    console.warn(`The microphone: ${error.message}`);
    end(TROUBLE[error.name] ?? "missing");
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

// Gives pieces on while this call is the last one, and tells where they stay away.
function watched(call, piece, died) {
  let timer = setTimeout(died, SILENT);
  return ({ data }) => {
    clearTimeout(timer);
    if (call !== calls) return;
    timer = setTimeout(died, SILENT);
    piece(data);
  };
}

async function listenTo(stream, onPiece) {
  const sounds = new AudioContext({ sampleRate: RATE });
  opened.sounds = sounds;
  await sounds.audioWorklet.addModule(new URL("./capture_worklet.js", import.meta.url));
  const capture = new AudioWorkletNode(sounds, "capture", { numberOfOutputs: 0 });
  capture.port.onmessage = onPiece;
  sounds.createMediaStreamSource(stream).connect(capture);
  await sounds.resume();
}

function free({ stream, sounds }) {
  for (const track of stream.getTracks()) track.stop();
  sounds?.close();
}

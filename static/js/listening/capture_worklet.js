// Runs in the audio thread: mixes the microphone's sound to mono and posts it in pieces of 16-bit
// samples. The sound comes at 16 kHz already: the audio context of microphone.js runs at that rate,
// and the browser's resampler has removed the frequencies that are too high for it.
const PIECE = 2048; // samples: 128 ms
const FULL = 32767;

class Capture extends AudioWorkletProcessor {
  piece = new Int16Array(PIECE);
  filled = 0;

  /** @param {Float32Array[][]} inputs */
  process([channels]) {
    const length = channels[0]?.length ?? 0; // none while the microphone has nothing to give
    for (let place = 0; place < length; place += 1) this.add(channels, place);
    return true;
  }

  /**
   * @param {Float32Array[]} channels
   * @param {number} place
   */
  add(channels, place) {
    let sum = 0;
    for (const channel of channels) sum += channel[place];
    const mean = Math.min(Math.max(sum / channels.length, -1), 1);
    this.piece[this.filled] = Math.round(mean * FULL);
    this.filled += 1;
    if (this.filled < PIECE) return;
    this.port.postMessage(this.piece, [this.piece.buffer]);
    this.piece = new Int16Array(PIECE);
    this.filled = 0;
  }
}

registerProcessor("capture", Capture);

// How long a file would sound: fetched as Chromium would, and read from its head.
const { createObjectURL, revokeObjectURL } = URL;
const blobs = new Map(); // the page may not fetch its own blob: addresses, only play them

URL.createObjectURL = (blob) => {
  const address = createObjectURL.call(URL, blob);
  blobs.set(address, blob);
  return address;
};
URL.revokeObjectURL = (address) => {
  blobs.delete(address);
  revokeObjectURL.call(URL, address);
};

// Seconds; NaN where there is nothing, or nothing that can be played.
async function secondsOf(address) {
  try {
    const answer = blobs.get(address) ?? (await fetch(address));
    if (answer.ok === false) return NaN;
    return secondsIn(new DataView(await answer.arrayBuffer()));
  } catch {
    return NaN;
  }
}

function secondsIn(file) {
  const word = (at) =>
    file.byteLength < at + 4 ? "" : String.fromCharCode(...new Uint8Array(file.buffer, at, 4));
  if (word(0) === "fLaC") {
    const rate = file.getUint32(18) >>> 12; // STREAMINFO: 20 bits, and of samples 36
    return ((file.getUint8(21) & 15) * 2 ** 32 + file.getUint32(22)) / rate;
  }
  if (word(0) === "RIFF" && word(36) === "data") {
    return file.getUint32(40, true) / file.getUint32(28, true); // bytes, by those of a second
  }
  return NaN;
}

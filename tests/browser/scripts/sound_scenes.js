// What an <audio> element does in the scenes of a page's life, told as lines of text: the same of
// Chromium's own and of fake_sound.js, or the fake is wrong.
async ({ clip, other }) => {
  const heard = ["loadstart", "durationchange", "loadedmetadata", "loadeddata", "canplay",
    "canplaythrough", "play", "playing", "pause", "waiting", "seeking", "seeked", "ended", "error",
    "abort", "emptied"];
  // Of the others it depends on the machine whether more is there already.
  const telling = ["canplay", "canplaythrough", "playing", "seeking", "emptied"];
  // On a busy machine a sound can run dry while it plays. That is the machine's doing, so such a
  // scene is told again.
  const silencing = ["play", "seeking", "pause", "ended", "emptied"];
  const MOST_TIMES = 5;
  const told = {};
  let ranDry = false;

  function watched(scene) {
    const sound = new Audio();
    sound.preload = "auto";
    // What a sound of an earlier try still has to tell goes to that try's list.
    const lines = (told[scene] = []);
    let plays = false;
    for (const name of heard) {
      sound.addEventListener(name, () => {
        ranDry ||= name === "waiting" && plays;
        plays = name === "playing" || (plays && !silencing.includes(name));
        const ready = telling.includes(name) ? `, ready: ${sound.readyState > 2}` : "";
        lines.push(`${name}, ${sound.paused ? "paused" : "playing"}${ready}`);
      });
    }
    return sound;
  }

  const event = (sound, name) =>
    new Promise((resolve) => sound.addEventListener(name, resolve, { once: true }));
  const outcome = (promise) => promise.then(() => "plays", (error) => error.name);
  const note = (scene, ...values) => told[scene].push(values.join(" "));
  const past = async (sound, place) => {
    while (sound.currentTime <= place) await new Promise(requestAnimationFrame);
  };

  async function ready(scene, source = clip) {
    const sound = watched(scene);
    const whole = event(sound, "canplaythrough");
    sound.src = source;
    await whole;
    return sound;
  }

  async function toTheEnd() {
    const sound = await ready("to the end");
    note("to the end", Math.round(sound.duration * 100), sound.src, sound.ended, sound.networkState);
    sound.playbackRate = 4;
    const ended = event(sound, "ended");
    note("to the end", await outcome(sound.play()));
    await ended;
    note("to the end", sound.ended, sound.paused, sound.currentTime === sound.duration);
    const again = event(sound, "playing");
    const plays = outcome(sound.play());
    note("to the end", sound.ended, sound.currentTime < 0.1);
    await again;
    note("to the end", await plays);
    sound.pause();
  }

  async function pausedAndOn() {
    const sound = await ready("paused and on");
    await sound.play();
    await past(sound, 0.1);
    const paused = event(sound, "pause");
    sound.pause();
    const place = sound.currentTime;
    await paused;
    note("paused and on", sound.currentTime === place, sound.ended);
    sound.currentTime = 0.5;
    note("paused and on", sound.currentTime === 0.5, sound.seeking);
    await event(sound, "seeked");
    note("paused and on", sound.currentTime === 0.5, sound.seeking);
    await sound.play();
    await past(sound, 0.55);
    sound.pause();
    note("paused and on", sound.currentTime < 0.8);
  }

  async function elsewhereWhileItSounds() {
    const sound = await ready("elsewhere while it sounds");
    await sound.play();
    await past(sound, 0.1);
    const whole = event(sound, "canplaythrough");
    sound.currentTime = 1;
    note("elsewhere while it sounds", sound.currentTime === 1, sound.paused);
    await event(sound, "seeked");
    await whole;
    await past(sound, 1.05);
    sound.pause();
    sound.removeAttribute("src");
    sound.load();
    note("elsewhere while it sounds", sound.src, sound.networkState, sound.paused, sound.duration);
    await event(sound, "emptied");
  }

  async function tooSoon() {
    const sound = await ready("paused too soon");
    const first = outcome(sound.play());
    sound.pause();
    note("paused too soon", await first);
    const second = outcome(sound.play());
    const emptied = event(sound, "emptied");
    sound.src = other;
    note("paused too soon", await second, sound.paused, sound.readyState, sound.currentTime);
    await emptied;
    await event(sound, "canplaythrough");
    note("paused too soon", sound.src === new URL(other, document.baseURI).href);
  }

  async function beforeItIsThere() {
    const sound = watched("before it is there");
    sound.defaultPlaybackRate = 2;
    sound.src = clip;
    note("before it is there", sound.playbackRate, sound.paused, sound.duration, sound.networkState);
    note("before it is there", await outcome(sound.play()), sound.paused);
    sound.pause();
  }

  async function nothingThere() {
    const sound = watched("nothing there");
    const failed = event(sound, "error");
    sound.src = "/speech/clips/there-is-none.flac";
    const plays = outcome(sound.play());
    await failed;
    note("nothing there", await plays, sound.error.code, sound.networkState, sound.readyState);
    note("nothing there", await outcome(sound.play()));
    const well = event(sound, "canplaythrough");
    sound.src = clip;
    note("nothing there", sound.error);
    await well;
  }

  async function madeInThePage() {
    const samples = new Uint8Array(44 + 22050 * 2);
    const view = new DataView(samples.buffer);
    [..."RIFF"].forEach((one, i) => view.setUint8(i, one.charCodeAt(0)));
    [..."WAVEfmt "].forEach((one, i) => view.setUint8(8 + i, one.charCodeAt(0)));
    [..."data"].forEach((one, i) => view.setUint8(36 + i, one.charCodeAt(0)));
    const whole = [[4, samples.length - 8], [16, 16], [24, 22050], [28, 44100], [40, 44100]];
    for (const [at, value] of whole) view.setUint32(at, value, true);
    for (const [at, value] of [[20, 1], [22, 1], [32, 2], [34, 16]]) view.setUint16(at, value, true);
    const address = URL.createObjectURL(new Blob([samples], { type: "audio/wav" }));
    const sound = await ready("made in the page", address);
    note("made in the page", sound.duration);
    URL.revokeObjectURL(address);
    note("made in the page", await outcome(sound.play()));
    sound.pause();
  }

  const scenes = [toTheEnd, pausedAndOn, elsewhereWhileItSounds, tooSoon, beforeItIsThere,
    nothingThere, madeInThePage];
  for (const scene of scenes) {
    let times = 0;
    do {
      ranDry = false;
      await scene();
      times += 1;
    } while (ranDry && times < MOST_TIMES);
  }
  return told;
}

// Every <audio> of the page plays by a FakeSound. `fakeSound` is the test's hold on it.
const sounds = new Map(); // by element, in the order in which they were made
const media = HTMLMediaElement.prototype;
const { removeAttribute, setAttribute } = Element.prototype;
const playbackRate = Object.getOwnPropertyDescriptor(media, "playbackRate");

function soundOf(element) {
  if (!sounds.has(element)) sounds.set(element, new FakeSound(element));
  return sounds.get(element);
}

function define(name, get, set) {
  Object.defineProperty(media, name, {
    get() {
      return get(soundOf(this));
    },
    set: set && function (value) {
      set(soundOf(this), value);
    },
    configurable: true,
  });
}

const absolute = (source) => (source ? new URL(source, document.baseURI).href : (source ?? ""));

function load(sound, source) {
  sound.source = absolute(String(source));
  sound.open();
}

define("src", (sound) => absolute(sound.source), load);
define("currentSrc", (sound) => absolute(sound.source));
define("currentTime", (sound) => sound.place, (sound, to) => sound.seek(Number(to)));
define("duration", (sound) => sound.duration);
define("paused", (sound) => sound.paused);
define("ended", (sound) => sound.ended);
define("seeking", (sound) => sound.seeking);
define("readyState", (sound) => sound.ready);
define("networkState", (sound) => sound.network);
define("error", (sound) => sound.error);
Object.defineProperty(media, "playbackRate", {
  get: playbackRate.get,
  set(rate) {
    const sound = soundOf(this);
    const goesOn = sound.sounds;
    if (goesOn) sound.halt(); // what was heard, was heard at the rate before
    playbackRate.set.call(this, rate);
    if (goesOn) sound.move();
  },
  configurable: true,
});

media.play = function () {
  const allowed = fakeSound.allowed ?? navigator.userActivation.hasBeenActive;
  if (allowed) return soundOf(this).play();
  const why = "play() failed because the user didn't interact with the document first.";
  return Promise.reject(refusal("NotAllowedError", why));
};
media.pause = function () {
  soundOf(this).pause();
};
media.load = function () {
  soundOf(this).open();
};
media.setAttribute = function (name, value) {
  if (name === "src") load(soundOf(this), value);
  else setAttribute.call(this, name, value);
};
media.removeAttribute = function (name) {
  if (name === "src") soundOf(this).source = null;
  else removeAttribute.call(this, name);
};

window.Audio = new Proxy(Audio, {
  construct(made, given) {
    const element = Reflect.construct(made, []);
    soundOf(element);
    if (given.length) element.src = given[0];
    return element;
  },
});

const sounding = () => [...sounds.values()].filter((sound) => !sound.paused && !sound.ended);

window.fakeSound = {
  toTell: () => queue.length, // events and answers on their way to the page
  allowed: undefined, // whether a page may sound; undefined: once it has been touched
  // The data of what sounds ends, and comes no more.
  stall() {
    for (const sound of sounding()) {
      sound.halt();
      Object.assign(sound, { held: true, ready: CURRENT });
      sound.tell("waiting");
      setTimeout(() => sound.held && sound.tell("stalled"), STALLED);
    }
  },
  // It comes again.
  goOn() {
    for (const sound of sounding()) {
      if (!sound.held) continue;
      Object.assign(sound, { held: false, ready: ENOUGH });
      sound.tell("canplay", "playing", "canplaythrough");
      sound.move();
    }
  },
  // What sounds can't be decoded further.
  breakOff() {
    for (const sound of sounding()) sound.fail(3);
  },
  // No loudspeaker: it plays, as it says, and its clock stands still.
  standStill() {
    for (const sound of sounding()) {
      sound.mute = true;
      sound.move();
    }
  },
};

// Tasks of its own, as the standard wants for media: after what runs now, without the page's clock.
const tasks = new MessageChannel();
const queue = [];
tasks.port1.onmessage = () => queue.shift()();
const later = (task) => {
  queue.push(task);
  tasks.port2.postMessage(null);
};

const refusal = (name, message) => new DOMException(message, name);
const interrupted = (by) => refusal("AbortError", `The play() request was interrupted by ${by}`);

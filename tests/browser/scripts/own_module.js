// ownModule("choosing/items"): the page's own module, by the address that the page has it from. By
// another it would be a second one, which knows nothing of what the page did.
window.ownModule = (name) =>
  import(new URL(`${name}.js`, document.querySelector('script[type="module"]').src));

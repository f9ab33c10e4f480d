// Keys of the operator's page: what a presenter's remote sends (PageDown, PageUp), arrows, digits, B. A key
// presses the button that names it, so that it does what the page shows and nothing else.

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=hidden]), textarea, select, [contenteditable]");
  if (typing || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) {
    return;
  }
  const named = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const button = [...document.querySelectorAll("[data-hotkey]")].find((each) => each.dataset.hotkey.split(" ").includes(named));
  if (button) {
    event.preventDefault();
    button.click(); // a disabled one does nothing
  }
});

// Long texts that save themselves (cells.js): a text is sent when writing pauses, not only when it is left,
// so that an hour's work in one part is never only in the browser.

const PAUSE = 8000; // ms without a key
const waiting = new WeakMap();

document.addEventListener("input", (event) => {
  const cell = event.target;
  if (cell.matches("textarea[data-cell]")) {
    clearTimeout(waiting.get(cell));
    waiting.set(
      cell,
      setTimeout(() => cell.dispatchEvent(new Event("change", { bubbles: true })), PAUSE),
    );
  }
});

// The keys of the bench: arrows move, Delete removes, Ctrl+D doubles, Ctrl+Z takes back; Enter goes to the
// figures and Esc back. Tab goes from item to item by itself, for each can be focused.

import { canRemove, duplicate, remove } from "./acts.js";
import { boxNamed, frameOf, labelOfItem, model, named, place, select, step } from "./design.js";
import { pushed } from "./geometry.js";
import { written } from "./numbers.js";
import { save } from "./saving.js";
import { focusItem, sheetElement } from "./stage.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FINE = 0.1; // mm
const COARSE = 1; // mm, with Shift
const PAUSE = 500; // ms before the place is read out
let speaker = null;
let waiting = 0;

export function letKeys(root) {
  speaker = root.querySelector("[data-spoken]");
  sheetElement().addEventListener("keydown", onSheet);
  root.querySelector("[data-panel]").addEventListener("keydown", (event) => event.key === "Escape" && focusItem(model.selected));
  document.addEventListener("keydown", anywhere);
}

function onSheet(event) {
  const name = event.target.closest("[data-item]")?.dataset.item;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!name) {
    return;
  }
  if (ARROWS[event.key] && plain) {
    nudge(name, ARROWS[event.key], event.shiftKey ? COARSE : FINE);
  } else if (event.key === "Delete" && canRemove(name)) {
    remove(name);
    focusItem(model.selected);
  } else if (event.key === "Escape") {
    event.target.blur();
    select(null);
  } else if (event.key === "Enter" || event.key === " ") {
    document.querySelector("[data-panel] [data-prop]:not([hidden])")?.focus();
  } else {
    return;
  }
  event.preventDefault();
}

function nudge(name, [x, y], by) {
  place(name, pushed(frameOf(name), x * by, y * by, model.facts.sheet), `nudge-${name}`);
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (!named(name)) {
      return; // removed meanwhile
    }
    const frame = frameOf(name);
    speaker.textContent = `${labelOfItem(name)}: X ${written(frame.x, 1)} mm, Y ${written(frame.y, 1)} mm`;
  }, PAUSE);
}

const isTyping = (target) => target.matches("textarea, input:not([type=checkbox], [type=color]), select");

function anywhere(event) {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("dialog[open]")) {
    return;
  }
  if (key === "z" && !isTyping(event.target)) {
    step(event.shiftKey ? "redo" : "undo");
  } else if (key === "y" && !isTyping(event.target)) {
    step("redo");
  } else if (key === "s") {
    save();
  } else if (key === "d" && boxNamed(model.selected)) {
    duplicate(model.selected);
    focusItem(model.selected);
  } else {
    return;
  }
  event.preventDefault();
}

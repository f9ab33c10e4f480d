// The keys of the bench: arrows move what is selected, Delete removes it, Ctrl+D doubles it, Ctrl+Z takes back;
// Ctrl+A selects all, Ctrl+Space one more; Enter goes to the figures and Esc back. Tab goes from item to item by
// itself, for each can be focused.

import { all } from "../grid/dom.js";
import { canRemove, duplicate, remove } from "./acts.js";
import { boxNamed, choose, frameOfGroup, isSeveral, labelOfItem, listen, model, names, select, step, toggle } from "./design.js";
import { written } from "./numbers.js";
import { save } from "./saving.js";
import { focusItem, sheetElement } from "./stage.js";
import { pushGroup } from "./together.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FINE = 0.1; // mm
const COARSE = 1; // mm, with Shift
const PAUSE = 500; // ms before it is read out
let speaker = null;
let waiting = 0;
let told = "";

export function letKeys(root) {
  speaker = root.querySelector("[data-spoken]");
  sheetElement().addEventListener("keydown", onSheet);
  for (const figures of all("[data-figures]", root)) {
    figures.addEventListener("keydown", (event) => event.key === "Escape" && focusItem(model.selected));
  }
  document.addEventListener("keydown", anywhere);
  listen((what) => what === "selection" && tellGroup());
}

function onSheet(event) {
  const name = event.target.closest("[data-item]")?.dataset.item;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!name) {
    return;
  }
  if (!model.group.length && (ARROWS[event.key] || event.key === "Delete")) {
    select(name); // taken off with Ctrl, and the keys are still here
  }
  if (ARROWS[event.key] && plain) {
    nudge(ARROWS[event.key], event.shiftKey ? COARSE : FINE);
  } else if (event.key === "Delete" && model.group.some(canRemove)) {
    remove(model.group);
    focusItem(model.selected);
  } else if (event.key === "Escape") {
    event.target.blur();
    select(null);
  } else if (event.key === " " && (event.ctrlKey || event.shiftKey)) {
    toggle(name);
  } else if (event.key === "Enter" || event.key === " ") {
    all("[data-figures] [data-prop]").find((field) => field.offsetParent)?.focus();
  } else {
    return;
  }
  event.preventDefault();
}

function nudge([x, y], by) {
  pushGroup(x * by, y * by, `nudge-${model.group.join()}`);
  read(() => {
    const frame = frameOfGroup();
    return frame && `${whatIsSelected()}: X ${written(frame.x, 1)} mm, Y ${written(frame.y, 1)} mm`;
  });
}

const whatIsSelected = () => (isSeveral() ? `${model.group.length} ô` : labelOfItem(model.group[0]));

// Several are told, one is read out where it is focused.
function tellGroup() {
  const now = isSeveral() ? model.group.join() : "";
  if (now && now !== told) {
    read(() => isSeveral() && `Đang chọn ${model.group.length} ô, ô mốc là ${labelOfItem(model.group[0])}`);
  }
  told = now;
}

// Say what `words` gives once things rest; nothing where all of it was removed meanwhile.
function read(words) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    speaker.textContent = words() || speaker.textContent;
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
  } else if (key === "a" && event.target.closest("[data-sheet], [data-list]")) {
    choose(names());
  } else if (key === "d" && model.group.some(boxNamed)) {
    duplicate(model.group);
    focusItem(model.selected);
  } else {
    return;
  }
  event.preventDefault();
}

// Items are moved and stretched with the mouse or a finger, several of them as one; guide lines show what they
// snap to. Alt lets go of every snap. Ctrl or Shift with a press takes one more into what is selected. Each drag
// has an equal in the number fields, the list and under the keys.

import { element } from "../grid/dom.js";
import { CODE, CODE_LEAST, frameOf, isSeveral, model, names, place, select, toggle } from "./design.js";
import { around, pushedAll, snapping, stretched } from "./geometry.js";
import { millimetres } from "./layer.js";
import { rounded } from "./numbers.js";
import { focusItem, scaleNow, sheetElement } from "./stage.js";

const NEAR = 5; // px within which an edge is caught
const START = 3; // px before a press becomes a drag
let held = null;
let count = 0;

export function letDrag() {
  const sheet = sheetElement();
  sheet.addEventListener("pointerdown", take);
  sheet.addEventListener("pointermove", (event) => held?.pointer === event.pointerId && move(event));
  for (const end of ["pointerup", "pointercancel"]) {
    sheet.addEventListener(end, (event) => held?.pointer === event.pointerId && drop());
  }
}

function take(event) {
  const item = event.target.closest("[data-item]");
  if (event.button !== 0 || !item) {
    return;
  }
  const { item: name } = item.dataset;
  if (event.shiftKey || event.ctrlKey || event.metaKey) {
    const before = model.group;
    focusItem(name);
    toggle(name, before);
    event.preventDefault();
    return;
  }
  const touched = event.pointerType === "touch" && !model.group.includes(name); // a first touch may be a scroll
  if (!model.group.includes(name)) {
    select(name);
  }
  focusItem(name);
  if (model.locked || touched) {
    return;
  }
  event.preventDefault(); // no text is marked
  hold(event, name);
}

function hold(event, name) {
  count += 1;
  const grip = event.target.closest("[data-grip]")?.dataset.grip ?? "";
  const frames = model.group.map(frameOf);
  held = { name, grip, group: model.group, pointer: event.pointerId, x: event.clientX, y: event.clientY, frames, key: `drag-${count}` };
  sheetElement().setPointerCapture(event.pointerId);
}

function move(event) {
  const scale = scaleNow();
  const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
  if (!held.moves && Math.hypot(dx, dy) < START) {
    return;
  }
  held.moves = true;
  const [ways, downs] = [rounded(dx / scale, 1), rounded(dy / scale, 1)];
  const others = names().filter((name) => !held.group.includes(name)).map(frameOf);
  const near = event.altKey ? 0 : NEAR / scale;
  const how = { near, step: model.grid && !event.altKey ? 1 : 0, grip: held.grip };
  const snap = snapping(around(went(ways, downs)), others, model.facts.sheet, how);
  const found = went(ways + snap.dx, downs + snap.dy);
  place(held.group.map((name, at) => [name, found[at]]), held.key);
  guides(event.altKey ? {} : snap);
}

// The frames held, drawn by x and y.
function went(x, y) {
  const { sheet } = model.facts;
  const { frames, grip, name } = held;
  return grip ? [stretched(frames[0], grip, x, y, sheet, name === CODE ? CODE_LEAST : 0)] : pushedAll(frames, x, y, sheet);
}

// A press without a way chooses that one alone.
function drop() {
  if (!held.moves && isSeveral()) {
    select(held.name);
  }
  held = null;
  guides({});
}

function guides({ x = null, y = null }) {
  for (const old of sheetElement().querySelectorAll("[data-guide]")) {
    old.remove();
  }
  for (const [at, kind, side] of [[x, "v2", "left"], [y, "h", "top"]]) {
    if (at !== null) {
      const line = element("i", `kt-guide kt-guide--${kind}`);
      line.dataset.guide = "";
      line.style[side] = millimetres(at);
      sheetElement().append(line);
    }
  }
}

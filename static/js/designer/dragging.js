// Items are moved and stretched with the mouse or a finger; guide lines show what they snap to. Alt lets go
// of every snap. Each drag has an equal in the number fields and under the keys.

import { element } from "../grid/dom.js";
import { CODE, CODE_LEAST, frameOf, model, names, place } from "./design.js";
import { pushed, snapping, stretched } from "./geometry.js";
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
  const touched = event.pointerType === "touch" && model.selected !== name; // a first touch may be a scroll
  focusItem(name);
  if (model.locked || touched) {
    return;
  }
  event.preventDefault(); // no text is marked
  count += 1;
  const grip = event.target.closest("[data-grip]")?.dataset.grip ?? "";
  held = { name, grip, pointer: event.pointerId, x: event.clientX, y: event.clientY, frame: frameOf(name), key: `drag-${count}` };
  sheetElement().setPointerCapture(event.pointerId);
}

function move(event) {
  const scale = scaleNow();
  const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
  if (!held.moves && Math.hypot(dx, dy) < START) {
    return;
  }
  held.moves = true;
  const { sheet } = model.facts;
  const went = (x, y) =>
    held.grip ? stretched(held.frame, held.grip, x, y, sheet, held.name === CODE ? CODE_LEAST : 0) : pushed(held.frame, x, y, sheet);
  const [ways, downs] = [rounded(dx / scale, 1), rounded(dy / scale, 1)];
  const free = went(ways, downs);
  const others = names().filter((name) => name !== held.name).map(frameOf);
  const near = event.altKey ? 0 : NEAR / scale;
  const snap = snapping(free, others, sheet, { near, step: model.grid && !event.altKey ? 1 : 0, grip: held.grip });
  place(held.name, went(ways + snap.dx, downs + snap.dy), held.key);
  guides(event.altKey ? {} : snap);
}

function drop() {
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

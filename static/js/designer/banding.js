// A rubber band over the sheet: drawn with the mouse from where nothing stands, it selects whatever it touches;
// with Ctrl or Shift besides what is selected already. Its equals: the ticks in the list, Ctrl+A.

import { element } from "../grid/dom.js";
import { choose, frameOf, model, names, select } from "./design.js";
import { touches } from "./geometry.js";
import { placeFrame } from "./layer.js";
import { scaleNow, sheetElement } from "./stage.js";

const START = 3; // px before a press becomes a band
let band = null;

export function letBand() {
  const canvas = sheetElement().closest("[data-canvas]");
  canvas.addEventListener("pointerdown", begin);
  canvas.addEventListener("pointermove", (event) => band?.pointer === event.pointerId && draw(event));
  for (const way of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(way, (event) => band?.pointer === event.pointerId && end());
  }
}

function begin(event) {
  const canvas = event.currentTarget;
  const edge = canvas.getBoundingClientRect();
  const onBar = event.clientX - edge.left > canvas.clientWidth || event.clientY - edge.top > canvas.clientHeight;
  if (event.button !== 0 || event.pointerType === "touch" || onBar || event.target.closest("[data-item]")) {
    return; // a finger scrolls
  }
  const adds = event.shiftKey || event.ctrlKey || event.metaKey;
  band = { pointer: event.pointerId, from: placeOf(event), x: event.clientX, y: event.clientY, before: adds ? model.group : [] };
  canvas.setPointerCapture(event.pointerId);
}

// In mm on the sheet, also from beside it.
function placeOf(event) {
  const edge = sheetElement().getBoundingClientRect();
  return [(event.clientX - edge.left) / scaleNow(), (event.clientY - edge.top) / scaleNow()];
}

function draw(event) {
  if (!band.drawn && Math.hypot(event.clientX - band.x, event.clientY - band.y) < START) {
    return;
  }
  if (!band.drawn) {
    band.drawn = element("i", "kt-band");
    sheetElement().append(band.drawn);
  }
  const to = placeOf(event);
  const [x, y] = [0, 1].map((way) => Math.min(band.from[way], to[way]));
  const [width, height] = [0, 1].map((way) => Math.abs(band.from[way] - to[way]));
  const frame = { x, y, width, height };
  placeFrame(band.drawn, frame);
  const touched = names().filter((name) => touches(frameOf(name), frame));
  const group = [...band.before, ...touched.filter((name) => !band.before.includes(name))];
  if (group.join() !== model.group.join()) {
    choose(group);
  }
}

function end() {
  if (!band.drawn && !band.before.length) {
    select(null); // a click where nothing stands
  }
  band.drawn?.remove();
  band = null;
}

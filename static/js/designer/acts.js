// What is done to boxes as a whole: added, doubled, removed, put further up or down. All of it can be undone.

import { pushed } from "./geometry.js";
import { CODE, STAMP, boxNamed, model, names, setFacts, tellAll } from "./design.js";

const NEW = {
  label: "ô chữ mới",
  text: "Chữ mới",
  width: 100,
  height: 10,
  size: 14,
  shrink_to: 0,
  min_size: 0,
  warn_under: 0,
  family: "Tinos",
  weight: 400,
  italic: false,
  upper: false,
  align: "center",
  vertical: "middle",
  line_height: 1.25,
  letter_spacing: 0,
  word_spacing: 0,
  colour: "#2B1A12",
  ruled: 0,
  breaks: "words",
  beside_code: false,
  stock: false,
};

function freeName() {
  const taken = new Set(model.facts.boxes.map((box) => box.name));
  let number = taken.size + 1;
  while (taken.has(`box_${number}`)) {
    number += 1;
  }
  return `box_${number}`;
}

function put(box, after) {
  if (model.locked) {
    return;
  }
  const { boxes } = model.facts;
  const at = after ? boxes.findIndex((each) => each.name === after) + 1 : boxes.length;
  model.selected = box.name;
  setFacts({ ...model.facts, boxes: [...boxes.slice(0, at), box, ...boxes.slice(at)] });
  tellAll("selection");
}

export function addBox() {
  const { width, height } = model.facts.sheet;
  const own = Math.min(NEW.width, width);
  put({ ...NEW, name: freeName(), width: own, x: Math.round((width - own) / 2), y: Math.round(height / 2 - 5) });
}

const LABEL = 60; // characters, as the server takes them
const COPY = " (bản sao)";
const copied = (label) => [...label].slice(0, LABEL - COPY.length).join("").trimEnd() + COPY;

// A copy of the box, a little further right and down.
export function duplicate(name) {
  const box = boxNamed(name);
  if (box) {
    put({ ...pushed(box, 3, 3, model.facts.sheet), name: freeName(), label: copied(box.label) }, name);
  }
}

export const canRemove = (name) => name === CODE || Boolean(boxNamed(name));
const USUAL_CODE = { x: 20, size: 22, min_module: 0.4, colour: "#2B1A12" };

// A sheet may do without a QR code, and get one again.
export function addCode() {
  if (!model.locked && !model.facts.code) {
    model.selected = CODE;
    setFacts({ ...model.facts, code: { ...USUAL_CODE, y: Math.max(model.facts.sheet.height - 50, 0) } });
    tellAll("selection");
  }
}

export function remove(name) {
  if (!canRemove(name) || model.locked) {
    return;
  }
  if (name === CODE) {
    model.selected = null;
    setFacts({ ...model.facts, code: null });
    tellAll("selection");
    return;
  }
  const order = names();
  const next = order[order.indexOf(name) + 1];
  const { boxes } = model.facts;
  model.selected = [CODE, STAMP, undefined].includes(next) ? (boxes.at(-2)?.name ?? null) : next;
  setFacts({ ...model.facts, boxes: boxes.filter((box) => box.name !== name) });
  tellAll("selection");
}

export function shift(name, by) {
  const boxes = [...model.facts.boxes];
  const from = boxes.findIndex((box) => box.name === name);
  const to = from + by;
  if (from >= 0 && to >= 0 && to < boxes.length) {
    boxes.splice(to, 0, ...boxes.splice(from, 1));
    setFacts({ ...model.facts, boxes });
  }
}

// The neighbour in the list; from nothing the first one.
export function neighbour(name, by) {
  const order = names();
  const at = order.indexOf(name);
  return at < 0 ? order[0] : order[(at + by + order.length) % order.length];
}

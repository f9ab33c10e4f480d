// What is done to boxes as a whole: added, doubled, removed, put further up or down. All of it can be undone,
// and what is done to several is one step.

import { pushedAll } from "./geometry.js";
import { CODE, boxNamed, hold, model, setFacts, tellAll } from "./design.js";

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

function freeNames(count) {
  const taken = new Set(model.facts.boxes.map((box) => box.name));
  const found = [];
  for (let number = taken.size + 1; found.length < count; number += 1) {
    if (!taken.has(`box_${number}`)) {
      found.push(`box_${number}`);
    }
  }
  return found;
}

// Put new boxes behind the one called `after`, else at the end, and select them.
function put(made, after) {
  if (model.locked || !made.length) {
    return;
  }
  const { boxes } = model.facts;
  const at = after ? boxes.findIndex((each) => each.name === after) + 1 : boxes.length;
  hold(made.map((box) => box.name));
  setFacts({ ...model.facts, boxes: [...boxes.slice(0, at), ...made, ...boxes.slice(at)] });
  tellAll("selection");
}

export function addBox() {
  const { width, height } = model.facts.sheet;
  const own = Math.min(NEW.width, width);
  const [name] = freeNames(1);
  put([{ ...NEW, name, width: own, x: Math.round((width - own) / 2), y: Math.round(height / 2 - 5) }]);
}

const LABEL = 60; // characters, as the server takes them
const COPY = " (bản sao)";
const copied = (label) => [...label].slice(0, LABEL - COPY.length).join("").trimEnd() + COPY;

// Copies of the boxes among `group`, a little further right and down, behind the last of them.
export function duplicate(group) {
  const boxes = model.facts.boxes.filter((box) => group.includes(box.name));
  const free = freeNames(boxes.length);
  const made = boxes.length ? pushedAll(boxes, 3, 3, model.facts.sheet) : [];
  put(
    made.map((box, place) => ({ ...box, name: free[place], label: copied(box.label) })),
    boxes.at(-1)?.name,
  );
}

export const canRemove = (name) => name === CODE || Boolean(boxNamed(name));
const USUAL_CODE = { x: 20, size: 22, min_module: 0.4, colour: "#2B1A12" };

// A sheet may do without a QR code, and get one again.
export function addCode() {
  if (!model.locked && !model.facts.code) {
    hold([CODE]);
    setFacts({ ...model.facts, code: { ...USUAL_CODE, y: Math.max(model.facts.sheet.height - 50, 0) } });
    tellAll("selection");
  }
}

// Take these off the sheet; what comes next in the list is selected then. The mark of a sample stays.
export function remove(group) {
  const gone = group.filter(canRemove);
  if (!gone.length || model.locked) {
    return;
  }
  const { boxes, code } = model.facts;
  const left = boxes.filter((box) => !gone.includes(box.name));
  const first = boxes.findIndex((box) => gone.includes(box.name));
  const next = first < 0 ? null : (left[first] ?? left.at(-1))?.name;
  hold(next ? [next] : []);
  setFacts({ ...model.facts, boxes: left, code: gone.includes(CODE) ? null : code });
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

// The design as the page holds it: what is saved (sheet, boxes, code, stamp), what is selected, what can be
// taken back. Others listen and draw; nobody else writes. The QR code and the mark of a sample are moved
// like boxes, under the names CODE and STAMP, which the server keeps free of boxes.
//
// `group` are the names that are selected, the first chosen first; `selected` is the one of them that was
// reached last, null where there is none.

import { around } from "./geometry.js";
import { historyOf } from "./history.js";

export const CODE = "code";
export const STAMP = "stamp";
const STAMP_SIZE = { width: 44, height: 9 }; // mm; it is only to be taken hold of
export const CODE_LEAST = 10; // mm: smaller, nobody reads it
const listeners = [];

export const model = { facts: null, group: [], selected: null, locked: false, mode: "overlay", sample: "", withCode: true };
let past = null;

export const listen = (act) => listeners.push(act);
export const tellAll = (what) => listeners.forEach((act) => act(what));

// What of a version is saved as a whole.
export const factsOf = ({ sheet, boxes, code, stamp }) => ({ sheet, boxes, code, stamp });

export function load(content, locked) {
  const { picture, ground } = content;
  Object.assign(model, { picture, ground });
  model.facts = factsOf(content);
  model.locked = locked || content.state !== "draft";
  past = historyOf({ facts: model.facts, group: [] });
  tellAll("facts");
}

// Take `facts` as the next step; `key` joins it with the step before (history.js).
export function setFacts(facts, key = null) {
  if (model.locked) {
    return;
  }
  model.facts = facts;
  if (!model.group.every(named)) {
    hold(model.group.filter(named));
  }
  past.record({ facts, group: model.group }, key);
  tellAll("facts");
}

export const canUndo = () => !model.locked && past.canUndo;
export const canRedo = () => !model.locked && past.canRedo;

export function step(way) {
  const found = model.locked ? null : past[way]();
  if (found) {
    model.facts = found.facts;
    const left = model.group.filter(named);
    hold(left.length ? left : found.group.filter(named));
    tellAll("facts");
  }
}

// Take these as selected, the one in hand being `current`, and tell nobody yet.
export function hold(group, current = group.at(-1) ?? null) {
  Object.assign(model, { group, selected: current });
}

export function choose(group, current) {
  hold(group, current);
  tellAll("selection");
}

// Nothing else than this; null: nothing.
export function select(name) {
  if (model.selected !== name || model.group.length > 1) {
    choose(name ? [name] : []);
  }
}

// One more, or one less.
export const toggle = (name, group = model.group) =>
  choose(group.includes(name) ? group.filter((each) => each !== name) : [...group, name]);

export const isSeveral = () => model.group.length > 1;

// The frame around everything that is selected, or null.
export const frameOfGroup = () => (model.group.length ? around(model.group.map(frameOf)) : null);

export function show(settings) {
  Object.assign(model, settings);
  tellAll("view");
}

export const boxNamed = (name) => model.facts.boxes.find((box) => box.name === name) ?? null;

// Whether something of that name stands on the sheet.
export function named(name) {
  return name === CODE ? Boolean(model.facts.code) : name === STAMP ? Boolean(model.facts.stamp) : Boolean(boxNamed(name));
}

export function labelOfItem(name) {
  return name === CODE ? "Mã QR" : name === STAMP ? "Dấu dữ liệu mẫu" : capital(boxNamed(name).label);
}

const capital = (text) => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);

// Everything that stands on the sheet, in the order of the list.
export function names() {
  const { boxes, code, stamp } = model.facts;
  return [...boxes.map((box) => box.name), ...(code ? [CODE] : []), ...(stamp ? [STAMP] : [])];
}

export function frameOf(name) {
  const { code, stamp } = model.facts;
  if (name === CODE) {
    return { x: code.x, y: code.y, width: code.size, height: code.size };
  }
  if (name === STAMP) {
    return { x: stamp.x, y: stamp.y, ...STAMP_SIZE };
  }
  const { x, y, width, height } = boxNamed(name);
  return { x, y, width, height };
}

// Put items where these frames [[name, frame], …] are, all in one step.
export function place(frames, key = null) {
  const put = (facts, [name, { x, y, width, height }]) =>
    changed(facts, name, name === CODE ? { x, y, size: width } : name === STAMP ? { x, y } : { x, y, width, height });
  setFacts(frames.reduce(put, model.facts), key);
}

// Set fields of one item. A smaller type size takes the smallest ones down with it.
export const change = (name, fields, key) => setFacts(changed(model.facts, name, fields), key);

function changed(facts, name, fields) {
  if (name === CODE || name === STAMP) {
    return { ...facts, [name]: { ...facts[name], ...fields } };
  }
  return { ...facts, boxes: facts.boxes.map((box) => (box.name === name ? consistent({ ...box, ...fields }) : box)) };
}

function consistent(box) {
  const most = (size, bound) => (size ? Math.min(size, bound) : size);
  const shrinkTo = most(box.shrink_to, box.size);
  return { ...box, shrink_to: shrinkTo, min_size: most(box.min_size, shrinkTo || box.size) };
}

export const setSheet = (fields, key) => setFacts({ ...model.facts, sheet: { ...model.facts.sheet, ...fields } }, key);

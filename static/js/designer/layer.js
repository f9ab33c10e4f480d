// One item drawn on the sheet: its frame, its text as the printer sets it, the handles while it is selected.
// Lengths are px for one mm times --k, a variable of the sheet, so that another zoom draws nothing anew.

import { element, icon } from "../grid/dom.js";
import { CODE, STAMP, boxNamed, frameOf, isSeveral, labelOfItem, model } from "./design.js";
import { dress } from "./faces.js";
import { rounded, written } from "./numbers.js";
import { textOf } from "./placed.js";
import { remarksOf } from "./remarks.js";

const GRIPS = ["nw", "ne", "sw", "se", "n", "s", "w", "e"];
const POINT = 25.4 / 72; // mm
export const millimetres = (value) => `calc(var(--k) * ${rounded(value, 4)}px)`;

export function placeFrame(made, { x, y, width, height }) {
  made.style.left = millimetres(x);
  made.style.top = millimetres(y);
  made.style.width = millimetres(width);
  made.style.height = millimetres(height);
}

// An element for `name` that others may focus, press and drag.
export function newItem(name) {
  const made = element("div", "kt-box");
  made.dataset.item = name;
  made.tabIndex = 0;
  made.setAttribute("role", "button");
  return made;
}

export function drawItem(made, name) {
  const frame = frameOf(name);
  const selected = model.group.includes(name);
  placeFrame(made, frame);
  made.setAttribute("aria-label", spoken(name, frame));
  made.setAttribute("aria-pressed", String(selected));
  made.className = classes(name, selected);
  const parts = name === CODE ? [element("span", "", "QR")] : name === STAMP ? [element("span", "", "DỮ LIỆU MẪU")] : [];
  const box = boxNamed(name);
  if (box) {
    parts.push(...drawnText(box, frame));
  }
  if (remarksOf(name).length) {
    const sign = element("span", "kt-box-sign");
    sign.append(icon("alert"));
    parts.push(sign);
  }
  made.replaceChildren(...parts, ...(selected ? handles(name, frame) : []));
}

// One item shows where it stands and is stretched; of several the first shows that the others may follow it.
function handles(name, frame) {
  if (!isSeveral()) {
    return [dimension(frame), ...grips(name)];
  }
  return isFirst(name) ? [tag(frame, "Ô mốc")] : [];
}

const isFirst = (name) => isSeveral() && model.group[0] === name;

function spoken(name, frame) {
  const [first] = remarksOf(name);
  const where = `X ${written(frame.x, 1)} mm, Y ${written(frame.y, 1)} mm`;
  return [labelOfItem(name), where, isFirst(name) && "ô mốc", first?.sentence].filter(Boolean).join(", ");
}

function classes(name, selected) {
  const box = boxNamed(name);
  const [first] = remarksOf(name);
  const told = [
    name === CODE && "kt-box--qr",
    name === STAMP && "kt-box--stamp",
    box?.stock && "is-stock",
    box?.stock && model.mode === "overlay" && "is-left-out",
    selected && "is-sel",
    first && `is-${first.kind}`,
  ];
  return ["kt-box", ...told.filter(Boolean)].join(" ");
}

// The server's lines at the server's size, where the server puts them.
function drawnText(box, frame) {
  const placed = textOf(box.name);
  if (!placed) {
    return [];
  }
  const made = element("span", "kt-box-text");
  dress(made, box);
  made.style.left = millimetres(placed.x - frame.x);
  made.style.top = millimetres(placed.top - frame.y);
  made.style.width = millimetres(placed.width);
  made.style.fontSize = millimetres(placed.size * POINT);
  const words = element("span", "", placed.lines.join("\n"));
  if (box.ruled) {
    words.className = "kt-box-ruled";
    words.style.paddingBottom = millimetres(1.1);
    words.style.borderBottom = `${millimetres(box.ruled * POINT)} solid ${box.colour}`;
  }
  made.append(words);
  return [made];
}

const dimension = (frame) =>
  tag(frame, `X ${written(frame.x, 1)}\u2002Y ${written(frame.y, 1)}\u2002R ${written(frame.width, 1)} mm`);

// Beside the box on whichever side the sheet has room.
function tag({ x, y, width, height }, text) {
  const { sheet } = model.facts;
  const left = x + width / 2 < sheet.width / 2 ? " kt-dim--left" : "";
  const above = y + height > sheet.height * 0.9 ? " kt-dim--above" : "";
  const made = element("span", `kt-dim${left}${above}`, text);
  made.setAttribute("aria-hidden", "true");
  return made;
}

function grips(name) {
  if (model.locked || name === STAMP) {
    return [];
  }
  return GRIPS.filter((grip) => name !== CODE || grip.length === 2).map((grip) => {
    const made = element("i", `h h--${grip}`);
    made.dataset.grip = grip;
    return made;
  });
}

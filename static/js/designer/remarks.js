// What is to be said about an item: what the last save found for every length of data, and what the sample
// shown now runs into. A refusal stands before a warning; the same sentence is said once, be it with
// a few words more before it. What belongs to no item, under the name "", stands above the sheet.

import { element, icon } from "../grid/dom.js";
import { listen } from "./design.js";
import { placedRemarks } from "./placed.js";
import { refusalsOf, savedRemarks } from "./saving.js";

export function remarksOf(name) {
  const told = [...placedRemarks(), ...savedRemarks()].filter((each) => each.box === name);
  const found = [...refusalsOf(name), ...told];
  const once = found.filter((each, at) => found.findIndex((other) => each.sentence.endsWith(other.sentence)) === at);
  return once.sort((a, b) => (a.kind === "refuse" ? 0 : 1) - (b.kind === "refuse" ? 0 : 1));
}

export function openRemarks(root) {
  const place = root.querySelector("[data-remarks-of-none]");
  listen((what) => what !== "view" && drawRemarks(place, remarksOf("")));
}

// Lines in the place of those before; what has not changed is not read out again.
export function drawRemarks(place, remarks) {
  const lines = remarks.map(remarkLine);
  const key = lines.map((line) => line.textContent).join("\n");
  if ((place.dataset.shown ?? "") !== key) {
    place.dataset.shown = key;
    place.replaceChildren(...lines);
  }
}

function remarkLine(remark) {
  const line = element("p", `kt-remark kt-remark--${remark.kind}`);
  line.append(icon("alert"), element("span", "", remark.sentence));
  return line;
}

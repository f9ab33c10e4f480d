// What is to be said about an item: what the last save found for every length of data, and what the sample
// shown now runs into. A refusal stands before a warning; the same sentence is said once, be it with
// a few words more before it.

import { element, icon } from "../grid/dom.js";
import { placedRemarks } from "./placed.js";
import { refusalsOf, savedRemarks } from "./saving.js";

export function remarksOf(name) {
  const told = [...placedRemarks(), ...savedRemarks()].filter((each) => each.box === name);
  const found = [...refusalsOf(name), ...told];
  const once = found.filter((each, at) => found.findIndex((other) => each.sentence.endsWith(other.sentence)) === at);
  return once.sort((a, b) => (a.kind === "refuse" ? 0 : 1) - (b.kind === "refuse" ? 0 : 1));
}

export function remarkLine(remark) {
  const line = element("p", `kt-remark kt-remark--${remark.kind}`);
  line.append(icon("alert"), element("span", "", remark.sentence));
  return line;
}

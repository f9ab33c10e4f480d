// The sheet itself: its size in mm, from a list or typed.

import { all } from "../grid/dom.js";
import { listen, model, setSheet } from "./design.js";
import { complain, fillField, readField } from "./fields.js";
import { errorOf } from "./saving.js";

const OWN = "own";
const [SMALLEST, LARGEST] = [100, 900]; // mm, as for the printers
const OUTSIDE = `Nhập từ ${SMALLEST} đến ${LARGEST} mm.`;
let part = null;
let list = null;

export function openPaper(root) {
  part = root.querySelector("[data-paper]");
  list = part.querySelector("[data-sizes]");
  list.addEventListener("change", () => {
    const [width, height] = list.value.split("x").map(Number);
    if (height) {
      for (const field of all("[data-prop]", part)) {
        field.removeAttribute("data-wrong");
        field.value = { width, height }[field.dataset.prop];
      }
      setSheet({ width, height });
    } else {
      part.querySelector("[data-prop=width]").focus();
    }
  });
  part.addEventListener("input", (event) => {
    if (event.target.matches("[data-prop]")) {
      take(event.target);
    }
  });
  listen((what) => what !== "view" && draw());
  draw();
}

function take(field) {
  const { fields, error } = readField(field);
  const [side] = Object.values(fields ?? {});
  const fits = side >= SMALLEST && side <= LARGEST;
  complain(field, error ?? (fits ? "" : OUTSIDE));
  field.toggleAttribute("data-wrong", !fits); // what was typed stands until it is put right
  if (fits) {
    setSheet(fields, `sheet-${field.dataset.prop}`);
  }
}

function draw() {
  const { width, height } = model.facts.sheet;
  const size = `${width}x${height}`;
  list.disabled = model.locked;
  list.value = [...list.options].some((option) => option.value === size) ? size : OWN;
  for (const field of all("[data-prop]", part)) {
    field.disabled = model.locked;
    if (!field.hasAttribute("data-wrong")) {
      fillField(field, model.facts.sheet);
      complain(field, errorOf("sheet", field.dataset.prop));
    }
  }
}

// Everything about the selected item as fields: each drag and each look has a number or a choice here. Several
// have a panel of their own (several.js).

import { all, element } from "../grid/dom.js";
import { canRemove, duplicate, remove, shift } from "./acts.js";
import { CODE, STAMP, boxNamed, change, frameOf, isSeveral, labelOfItem, listen, model, named, names } from "./design.js";
import { allFaces, faceKey } from "./faces.js";
import { complain, fillField, readField } from "./fields.js";
import { drawRemarks, remarksOf } from "./remarks.js";
import { errorOf } from "./saving.js";
import { focusItem } from "./stage.js";
import { alignGroup } from "./together.js";

const panel = {};
const KEPT_AS = { [CODE]: { width: "size" } }; // the width of the code is called its size

export function openPanel(root, content) {
  panel.root = root.querySelector("[data-panel]");
  panel.fields = all("[data-prop]", panel.root);
  panel.parts = all("[data-of]", panel.root);
  panel.title = panel.root.querySelector("[data-title]");
  panel.remarks = panel.root.querySelector("[data-remarks]");
  panel.as = panel.root.querySelector("[data-as-wide]");
  offer(panel.root.querySelector("[data-insert]"), content.fields);
  panel.root.querySelector("[data-kind=face]").replaceChildren(
    ...allFaces().map((face) => new Option(face.label, faceKey(face))),
  );
  panel.root.addEventListener("input", (event) => event.target.matches("[data-prop]") && take(event.target));
  panel.root.addEventListener("focusout", (event) => event.target.matches("[data-prop]") && settle(event.target));
  panel.root.addEventListener("click", press);
  panel.as.addEventListener("change", asWide);
  listen((what) => what !== "view" && draw());
  draw();
}

// The fields of a row, put where the caret stands in the text.
function offer(insert, fields) {
  insert.append(...fields.map((field) => new Option(field.label, field.name)));
  insert.addEventListener("change", () => {
    const text = panel.fields.find((field) => field.dataset.prop === "text");
    text.setRangeText(`{${insert.value}}`, text.selectionStart, text.selectionEnd, "end");
    insert.value = "";
    text.focus();
    take(text);
  });
}

const chosen = () => (named(model.selected) && !isSeveral() ? model.selected : null);
const itemOf = (name) =>
  name === CODE ? { ...model.facts.code, ...frameOf(name) } : name === STAMP ? frameOf(name) : boxNamed(name);

function take(field) {
  const name = chosen();
  const found = readField(field);
  complain(field, found.error ?? "");
  if (name && found.fields) {
    change(name, name === CODE ? square(found.fields) : found.fields, `${name}-${field.dataset.prop}`);
  }
}

// The code is a square: its width and its height are its size.
const square = (fields) => ("width" in fields ? { size: fields.width } : fields);

// What cannot be read stays as it was typed, with its sentence; what can is shown as it is kept.
function settle(field) {
  if (!readField(field).error && chosen()) {
    setTimeout(() => chosen() && fillField(field, itemOf(chosen())));
  }
}

function press(event) {
  const act = event.target.closest("[data-act]")?.dataset.act;
  const pair = event.target.closest("[data-set]")?.dataset;
  const name = chosen();
  if (name && pair) {
    change(name, { [pair.set]: pair.value });
  } else if (name && act) {
    ACTS[act](name);
  }
}

const to = (edge) => () => alignGroup(edge, true);
const ACTS = {
  double: (name) => {
    duplicate([name]);
    focusItem(model.selected);
  },
  remove: (name) => remove([name]),
  up: (name) => shift(name, -1),
  down: (name) => shift(name, 1),
  left: to("left"),
  center: to("center"),
  right: to("right"),
  top: to("top"),
  middle: to("middle"),
  bottom: to("bottom"),
};

// As wide as another box, and where it stands.
function asWide() {
  const other = panel.as.value;
  panel.as.value = "";
  if (chosen() && named(other)) {
    const { x, width } = frameOf(other);
    change(chosen(), { x, width });
  }
}

function draw() {
  const name = chosen();
  panel.root.hidden = isSeveral();
  const kind = name === CODE ? "code" : name === STAMP ? "stamp" : name ? "box" : "none";
  for (const part of panel.parts) {
    part.hidden = !part.dataset.of.split(" ").includes(kind);
  }
  panel.root.querySelector("fieldset").disabled = model.locked;
  panel.title.textContent = name ? labelOfItem(name) : "Chưa chọn ô nào";
  if (!name) {
    drawRemarks(panel.remarks, []);
    return;
  }
  const item = itemOf(name);
  for (const field of panel.fields) {
    if (!field.closest("[hidden]") && !(field.classList.contains("is-invalid") && panel.of === name && readField(field).error)) {
      fillField(field, item);
      complain(field, errorOf(name, KEPT_AS[name]?.[field.dataset.prop] ?? field.dataset.prop));
    }
  }
  panel.of = name;
  const text = panel.fields.find((field) => field.dataset.prop === "text");
  text.rows = Math.min(Math.max(text.value.split("\n").length, 2), 6);
  drawChoices(name, item);
  drawRemarks(panel.remarks, remarksOf(name));
}

function drawChoices(name, item) {
  for (const button of all("[data-set]", panel.root)) {
    const on = item[button.dataset.set] === button.dataset.value;
    button.classList.toggle("active", on);
    button.setAttribute("aria-pressed", String(on));
  }
  for (const button of all("[data-act]", panel.root)) {
    const order = model.facts.boxes.findIndex((box) => box.name === name);
    const { act } = button.dataset;
    button.disabled =
      (act === "remove" && !canRemove(name)) ||
      (act === "double" && order < 0) ||
      (act === "up" && order <= 0) ||
      (act === "down" && (order < 0 || order === model.facts.boxes.length - 1));
  }
  const others = names().filter((other) => other !== name && boxNamed(other));
  panel.as.replaceChildren(new Option("Chọn ô…", ""), ...others.map((other) => new Option(labelOfItem(other), other)));
}

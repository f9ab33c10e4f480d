// The list beside the bench: every item, its size, and whether the phôi carries it already.

import { element, icon } from "../grid/dom.js";
import { addBox, addCode } from "./acts.js";
import { CODE, STAMP, boxNamed, labelOfItem, listen, model, names, select } from "./design.js";
import { written } from "./numbers.js";
import { remarksOf } from "./remarks.js";
import { focusItem } from "./stage.js";

let list = null;
let addsCode = null;

export function openList(root) {
  list = root.querySelector("[data-list]");
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-choose]");
    if (chosen) {
      select(chosen.dataset.choose);
    }
  });
  list.addEventListener("keydown", walk);
  const add = root.querySelector("[data-add]");
  add.disabled = model.locked;
  add.addEventListener("click", () => {
    addBox();
    focusItem(model.selected);
  });
  addsCode = root.querySelector("[data-add-code]");
  addsCode.addEventListener("click", () => {
    addCode();
    focusItem(CODE);
  });
  listen(draw);
  draw("facts");
}

function walk(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = [...list.querySelectorAll("[data-choose]")];
  const next = by && buttons[buttons.indexOf(event.target) + by];
  if (next) {
    event.preventDefault();
    next.focus();
    select(next.dataset.choose);
  }
}

function draw(what) {
  if (what === "view") {
    return;
  }
  const here = document.activeElement?.dataset?.choose;
  list.replaceChildren(...names().map(entry));
  const current = list.querySelector("[aria-current]");
  if (current && what === "selection" && list.scrollHeight > list.clientHeight) {
    list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 2; // a low list, on a phone
  }
  addsCode.hidden = model.locked || Boolean(model.facts.code);
  if (here && list !== document.activeElement) {
    list.querySelector(`[data-choose="${CSS.escape(here)}"]`)?.focus();
  }
}

function entry(name) {
  const line = element("li");
  const made = element("button", "kt-field");
  made.type = "button";
  made.dataset.choose = name;
  made.classList.toggle("is-stock", Boolean(boxNamed(name)?.stock));
  if (model.selected === name) {
    made.setAttribute("aria-current", "true");
  }
  const [remark] = remarksOf(name);
  made.append(icon(name === CODE ? "qr" : "text"), element("span", "kt-field-name", labelOfItem(name)));
  if (remark) {
    const sign = icon("alert");
    sign.classList.add(`kt-sign--${remark.kind}`);
    made.append(sign, element("span", "visually-hidden", ", có điều cần xem"));
  }
  made.append(element("code", "", sizeOf(name)));
  line.append(made);
  return line;
}

function sizeOf(name) {
  if (name === CODE) {
    return `${written(model.facts.code.size)} mm`;
  }
  if (name === STAMP) {
    return "khi in thử";
  }
  const box = boxNamed(name);
  return box.stock ? "trên phôi" : `${written(box.size)} pt`;
}

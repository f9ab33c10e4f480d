// The list beside the bench: every item, its size, and whether the phôi carries it already. A tick takes one
// more into what is selected; so do Ctrl or Shift with a click, and Shift with an arrow key.

import { element, icon } from "../grid/dom.js";
import { addBox, addCode } from "./acts.js";
import { CODE, STAMP, boxNamed, choose, isSeveral, labelOfItem, listen, model, names, select, toggle } from "./design.js";
import { written } from "./numbers.js";
import { remarksOf } from "./remarks.js";
import { focusItem } from "./stage.js";

let list = null;
let addsCode = null;

export function openList(root) {
  list = root.querySelector("[data-list]");
  list.addEventListener("click", (event) => {
    const name = event.target.closest("[data-choose]")?.dataset.choose;
    if (name && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      toggle(name);
    } else if (name) {
      select(name);
    }
  });
  list.addEventListener("change", (event) => toggle(event.target.dataset.tick));
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
  const at = buttons.indexOf(event.target);
  const next = by && at >= 0 && buttons[at + by];
  if (next) {
    const name = next.dataset.choose;
    event.preventDefault();
    next.focus();
    if (event.shiftKey) {
      choose([...model.group.filter((each) => each !== name), name]);
    } else {
      select(name);
    }
  }
}

function draw(what) {
  if (what === "view") {
    return;
  }
  const { choose: button, tick } = document.activeElement?.dataset ?? {};
  const here = button ? `[data-choose="${CSS.escape(button)}"]` : tick && `[data-tick="${CSS.escape(tick)}"]`;
  list.replaceChildren(...names().map(entry));
  const current = list.querySelector("[aria-current]");
  if (current && !here && what === "selection" && list.scrollHeight > list.clientHeight) {
    list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 2; // a low list, on a phone
  }
  addsCode.hidden = model.locked || Boolean(model.facts.code);
  if (here && list !== document.activeElement) {
    list.querySelector(here)?.focus();
  }
}

function entry(name) {
  const line = element("li", model.group.includes(name) ? "kt-pick is-chosen" : "kt-pick");
  const made = element("button", "kt-field");
  made.type = "button";
  made.dataset.choose = name;
  made.classList.toggle("is-stock", Boolean(boxNamed(name)?.stock));
  if (model.selected === name && !isSeveral()) {
    made.setAttribute("aria-current", "true");
  }
  const [remark] = remarksOf(name);
  made.append(element("span", "kt-field-name", labelOfItem(name)));
  if (remark) {
    const sign = icon("alert");
    sign.classList.add(`kt-sign--${remark.kind}`);
    made.append(sign, element("span", "visually-hidden", ", có điều cần xem"));
  }
  made.append(element("code", "", sizeOf(name)));
  line.append(ticked(name), made);
  return line;
}

function ticked(name) {
  const made = element("input", "form-check-input");
  made.type = "checkbox";
  made.dataset.tick = name;
  made.checked = model.group.includes(name);
  made.setAttribute("aria-label", `Chọn cùng: ${labelOfItem(name)}`);
  return made;
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

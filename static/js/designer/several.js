// What several selected items have in the place of figures: how many they are, where they begin, how they are
// set against each other or the sheet.

import { all } from "../grid/dom.js";
import { boxNamed, frameOfGroup, isSeveral, labelOfItem, listen, model } from "./design.js";
import { canRemove, duplicate, remove } from "./acts.js";
import { complain, fillField, readField } from "./fields.js";
import { drawRemarks, remarksOf } from "./remarks.js";
import { focusItem } from "./stage.js";
import { alignGroup, placeGroup, spreadGroup } from "./together.js";

const NAMES = {
  left: "mép trái",
  center: "giữa theo chiều ngang",
  right: "mép phải",
  top: "mép trên",
  middle: "giữa theo chiều dọc",
  bottom: "mép dưới",
};
const WAYS = { x: "chiều ngang", y: "chiều dọc" };
const LEAST = { own: 3, sheet: 2 }; // items that can be spread between the outer two, and over the sheet
const part = {};

export function openSeveral(root) {
  part.root = root.querySelector("[data-several]");
  part.title = part.root.querySelector("[data-several-title]");
  part.first = part.root.querySelector("[data-several-first]");
  part.said = part.root.querySelector("[data-several-said]");
  part.remarks = part.root.querySelector("[data-several-remarks]");
  part.base = part.root.querySelector("[data-base]");
  part.spread = all("[data-spread]", part.root);
  part.root.addEventListener("click", press);
  part.root.addEventListener("input", (event) => event.target.matches("[data-prop]") && take(event.target));
  part.root.addEventListener("focusout", (event) => event.target.matches("[data-prop]") && settle(event.target));
  part.base.addEventListener("change", () => draw("base"));
  listen(draw);
  draw();
}

const isOverSheet = () => part.base.value === "sheet";
const baseInWords = () => (isOverSheet() ? "tờ giấy" : `ô ${labelOfItem(model.group[0])}`);

function press(event) {
  const { edge, spread, together } = event.target.closest("button")?.dataset ?? {};
  if (edge) {
    const outside = alignGroup(edge, isOverSheet());
    say(`Đã căn ${NAMES[edge]} của ${model.group.length} ô theo ${baseInWords()}.${sentenceFor(outside)}`);
  } else if (spread) {
    const where = isOverSheet() ? "trên cả tờ giấy" : "giữa hai ô ngoài cùng";
    const fits = spreadGroup(spread, isOverSheet());
    say(
      fits
        ? `Đã chia đều ${model.group.length} ô theo ${WAYS[spread]}, ${where}.`
        : `Các ô lớn quá nên không chia đều được theo ${WAYS[spread]}. Hãy thu nhỏ hoặc bỏ bớt ô khỏi nhóm.`,
    );
  } else if (together) {
    (together === "remove" ? remove : duplicate)(model.group);
    focusItem(model.selected);
  }
}

const sentenceFor = (outside) => (outside ? ` ${outside} ô lớn quá nên đứng sát mép tờ giấy.` : "");

function say(sentence) {
  part.said.textContent = sentence;
}

function take(field) {
  const { fields, error } = readField(field);
  const [[start, value]] = Object.entries(fields ?? { x: null });
  complain(field, error ?? "");
  if (!error && isSeveral()) {
    placeGroup(start, value, `several-${start}-${model.group.join()}`);
  }
}

function settle(field) {
  if (!readField(field).error && isSeveral()) {
    setTimeout(() => isSeveral() && fillField(field, frameOfGroup()));
  }
}

function draw(what) {
  part.root.hidden = !isSeveral();
  if (!isSeveral() || what === "view") {
    return;
  }
  const { group, locked } = model;
  const first = labelOfItem(group[0]);
  part.root.querySelector("fieldset").disabled = locked;
  part.title.textContent = `Đang chọn ${group.length} ô`;
  part.first.textContent = isOverSheet() ? "Mốc là tờ giấy." : `Mốc là ô chọn đầu tiên: ${first}. Ô này đứng yên.`;
  const isOther = part.of !== group.join();
  part.of = group.join();
  if (isOther) {
    say("");
  }
  for (const field of all("[data-prop]", part.root)) {
    if (isOther) {
      complain(field, "");
    }
    if (!field.classList.contains("is-invalid")) {
      fillField(field, frameOfGroup());
    }
  }
  for (const button of part.spread) {
    button.disabled = group.length < LEAST[part.base.value];
  }
  for (const button of all("[data-together]", part.root)) {
    button.disabled = locked || !group.some(button.dataset.together === "remove" ? canRemove : boxNamed);
  }
  drawRemarks(part.remarks, group.flatMap(remarksOf));
}

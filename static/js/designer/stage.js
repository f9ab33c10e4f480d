// The sheet on the bench: the picture or drawing under it, every item, the rulers, and how large it is shown.

import { all, element } from "../grid/dom.js";
import { choose, frameOfGroup, isSeveral, listen, model, named, names, select } from "./design.js";
import { fitting } from "./geometry.js";
import { drawItem, millimetres, newItem } from "./layer.js";
import { rounded, written } from "./numbers.js";
import { drawRulers } from "./rulers.js";

const RULER = 22; // px
const AROUND = 28; // px of the canvas's padding, and a little air
const STEPS = 1.25;
const SCREEN = 96 / 25.4; // px a millimetre takes at 100 %
const stage = {};
let shape = ""; // width and height of the sheet last fitted

export const scaleNow = () => stage.scale;
export const sheetElement = () => stage.sheet;

export function openStage(root) {
  stage.canvas = root.querySelector("[data-canvas]");
  stage.plate = root.querySelector("[data-plate]");
  stage.sheet = root.querySelector("[data-sheet]");
  stage.size = root.querySelector("[data-size]");
  stage.pointer = root.querySelector("[data-pointer]");
  stage.rulers = all("[data-ruler]", root);
  stage.fits = true;
  stage.ghost = element("img", "kt-ghost");
  stage.ghost.alt = "";
  stage.items = element("div", "kt-items");
  stage.lines = [element("i", "kt-guide kt-guide--v2"), element("i", "kt-guide kt-guide--h")];
  stage.sheet.prepend(stage.ghost, element("i", "kt-guide kt-guide--mid"), ...stage.lines, stage.items);
  listen(draw);
  stage.items.addEventListener("focusin", (event) => reach(event.target.closest("[data-item]").dataset.item));
  stage.sheet.addEventListener("pointermove", tellPointer);
  new ResizeObserver(() => stage.fits && fit()).observe(stage.canvas);
  root.querySelector("[data-zoom-in]").addEventListener("click", () => zoom(stage.scale * STEPS));
  root.querySelector("[data-zoom-out]").addEventListener("click", () => zoom(stage.scale / STEPS));
  root.querySelector("[data-zoom-fit]").addEventListener("click", fit);
  fit();
  draw("facts");
}

// What is reached with Tab is selected; while several are, it is only walked over.
function reach(name) {
  if (!isSeveral()) {
    select(name);
  } else if (model.group.includes(name) && model.selected !== name) {
    choose(model.group, name);
  }
}

function fit() {
  const room = { width: stage.canvas.clientWidth - AROUND - RULER, height: stage.canvas.clientHeight - AROUND - RULER };
  if (matchMedia("(max-width: 1199.98px)").matches) {
    room.height = Infinity; // the bench is not held to the window there
  }
  zoom(fitting(model.facts.sheet, room));
  stage.fits = true;
}

function zoom(scale) {
  stage.fits = false;
  stage.scale = Math.min(Math.max(scale, 0.5), 16);
  draw("zoom");
}

function draw(what) {
  const { width, height } = model.facts.sheet;
  if (stage.fits && what !== "zoom" && shape !== `${width} ${height}`) {
    shape = `${width} ${height}`;
    fit(); // comes back here with another scale
  }
  stage.plate.style.setProperty("--k", stage.scale);
  stage.sheet.style.width = millimetres(width);
  stage.sheet.style.height = millimetres(height);
  stage.size.textContent = `${written(width)} × ${written(height)} mm, ${Math.round((stage.scale / SCREEN) * 100)} %`;
  if (what !== "zoom") {
    drawItems();
    drawGhost();
    drawLines();
  }
  drawRulers(stage.rulers, stage.scale);
}

function drawItems() {
  const made = new Map([...stage.items.children].map((each) => [each.dataset.item, each]));
  const here = document.activeElement;
  for (const [name, item] of made) {
    if (!named(name)) {
      item.remove();
    }
  }
  names().forEach((name, at) => {
    const item = made.get(name) ?? newItem(name);
    if (stage.items.children[at] !== item) {
      stage.items.insertBefore(item, stage.items.children[at] ?? null);
    }
    drawItem(item, name);
  });
  if (here !== document.activeElement && stage.items.contains(here)) {
    here.focus(); // it was only put in another place
  }
}

// Where what is selected begins, across and down the whole sheet.
function drawLines() {
  const frame = frameOfGroup();
  stage.lines.forEach((line) => {
    line.hidden = !frame;
  });
  if (frame) {
    stage.lines[0].style.left = millimetres(frame.x);
    stage.lines[1].style.top = millimetres(frame.y);
  }
}

// Over the phôi: its picture, faint; without one the drawing, faint. As a whole: what is printed under the words.
function drawGhost() {
  const { picture, ground } = model;
  const over = model.mode === "overlay";
  const url = over ? (picture?.url ?? ground) : picture?.role === "ground" ? picture.url : ground;
  stage.ghost.hidden = !url || (over && model.bare);
  stage.ghost.classList.toggle("is-faint", over);
  stage.sheet.classList.toggle("has-phoi", over && picture?.role === "stock" && !model.bare);
  if (url && stage.ghost.getAttribute("src") !== url) {
    stage.ghost.src = url;
  }
}

function tellPointer(event) {
  const edge = stage.sheet.getBoundingClientRect();
  const x = rounded((event.clientX - edge.left) / stage.scale, 1);
  const y = rounded((event.clientY - edge.top) / stage.scale, 1);
  stage.pointer.textContent = `Con trỏ X ${written(x, 1)}  Y ${written(y, 1)} mm`;
}

// The element of an item; focus it so that the keys act on it.
export function focusItem(name) {
  const item = [...stage.items.children].find((each) => each.dataset.item === name);
  item?.focus();
}

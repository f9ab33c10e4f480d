// Which cell is active and what is selected around it.
//
// A cell is in one of three modes, as in Excel: "ready" (just arrived: arrows move, typing replaces), "typing"
// (arrows still move) and "editing" (F2, or a second click: arrows move within the text). Vietnamese keyboard
// programs press Shift+← themselves while somebody types, so Shift and arrows select cells in "ready" only.

import { all, box, element, isCell } from "./dom.js";
import { find, gridOf } from "./matrix.js";

export const here = { mode: "ready", head: null, home: 0 };
const told = element("div", "visually-hidden");
let finger = false; // the last touch was a finger's: it gets a caret at once
let dragging = null;
let tabbed = false;

// Go to a cell; `byTab` keeps the column that Enter goes back to.
export function arrive(cell, byTab = false) {
  tabbed = byTab;
  cell.focus();
  tabbed = false;
  ready(cell);
}

export function ready(cell) {
  here.mode = "ready";
  cell.select?.();
}

export function edit(cell) {
  here.mode = "editing";
  select(null);
  if (cell.matches("select")) {
    try {
      cell.showPicker();
    } catch {
      // a browser that cannot: its own arrows change the choice now
    }
  } else {
    cell.setSelectionRange(cell.value.length, cell.value.length);
  }
}

// The selected cells, line by line; the active one alone when nothing more is selected.
export function block() {
  const cell = document.activeElement;
  if (!gridOf(cell)) {
    return [];
  }
  if (!here.head || here.head === cell) {
    return [[cell]];
  }
  const [a, b] = [find(cell), find(here.head)];
  if (!a.spot || !b.spot) {
    return [[cell]];
  }
  const [from, to] = [Math.min(a.spot.from, b.spot.from), Math.max(a.spot.to, b.spot.to)];
  const lines = a.lines.slice(Math.min(a.row, b.row), Math.max(a.row, b.row) + 1);
  const within = (line) => line.spots.filter((spot) => spot.from <= to && spot.to >= from).map((spot) => spot.cell);
  return lines.map(within).filter((cells) => cells.length);
}

export const isBlock = () => block().flat().length > 1;

// Select from the active cell to `head`.
export function select(head) {
  here.head = head;
  all(".is-selected").forEach((each) => each.classList.remove("is-selected"));
  const cells = block();
  if (head && cells.flat().length > 1) {
    cells.flat().forEach((cell) => box(cell).classList.add("is-selected"));
    head.scrollIntoView({ block: "nearest", inline: "nearest" });
    told.textContent = `Đã chọn ${cells.length} hàng, ${Math.max(...cells.map((line) => line.length))} cột`;
  } else {
    told.textContent = "";
  }
}

document.addEventListener("focusin", (event) => {
  if (!gridOf(event.target)) {
    return;
  }
  here.mode = finger ? "editing" : "ready";
  here.home = tabbed ? here.home : find(event.target).spot?.from;
  select(null);
  if (!finger) {
    event.target.select?.();
  }
});

document.addEventListener("input", (event) => {
  if (gridOf(event.target) && !event.target.matches("select")) {
    here.mode = here.mode === "ready" ? "typing" : here.mode;
    select(null);
  }
});

document.addEventListener("pointerdown", (event) => {
  finger = event.pointerType === "touch";
});
document.addEventListener("keydown", () => {
  finger = false;
}, true);

document.addEventListener("mousedown", (event) => {
  const cell = event.target;
  if (finger || event.button !== 0 || !isCell(cell) || !gridOf(cell)) {
    return;
  }
  const active = document.activeElement;
  if (event.shiftKey && gridOf(active) === gridOf(cell) && cell !== active) {
    event.preventDefault();
    select(cell);
  } else if (cell.matches("select")) {
    return;
  } else if (cell === active) {
    select(null);
    here.mode = "editing"; // the browser puts the caret where the click was
  } else {
    event.preventDefault();
    arrive(cell);
  }
  dragging = document.activeElement;
});
document.addEventListener("mouseover", (event) => {
  if (dragging && event.buttons === 1 && isCell(event.target) && gridOf(event.target) === gridOf(dragging)) {
    if (event.target !== dragging || here.head) {
      here.mode = "ready";
      select(event.target);
    }
  }
});
document.addEventListener("mouseup", () => {
  dragging = null;
});

told.setAttribute("role", "status");
if (document.querySelector("table[data-grid]")) {
  document.body.append(told);
}

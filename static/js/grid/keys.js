// The keys of the grid, as people know them from Excel (docs/phim-tat.md, the box "Phím tắt" of each page).

import { all } from "./dom.js";
import { clear, fillDown } from "./clipboard.js";
import { held } from "./texts.js";
import { along, below, beside, edge, find, gridOf, linesOf } from "./matrix.js";
import { arrive, edit, here, isBlock, ready, select } from "./selection.js";
import { originOf, redo, undo } from "./steps.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const next = (cell, [down, right]) => (down ? below(cell, down) : beside(cell, right));

function last(cell, way) {
  let found = cell;
  for (let more = next(found, way); more; more = next(found, way)) {
    found = more;
  }
  return found;
}

function arrow(event, cell) {
  const way = ARROWS[event.key];
  if (here.mode === "editing" && (way[1] || cell.matches("select"))) {
    return false;
  }
  if (event.shiftKey) {
    if (here.mode !== "ready") {
      return false;
    }
    const from = here.head ?? cell;
    select((event.ctrlKey ? last(from, way) : next(from, way)) ?? from);
    return true;
  }
  if (event.ctrlKey && here.mode !== "ready") {
    return false;
  }
  const to = event.ctrlKey ? last(cell, way) : next(cell, way);
  if (to && to !== cell) {
    arrive(to);
  }
  return true;
}

function enter(event, cell) {
  const to = below(cell, event.shiftKey ? -1 : 1, here.home) ?? below(cell, event.shiftKey ? -1 : 1);
  if (to) {
    const home = here.home;
    arrive(to);
    here.home = home;
  } else {
    cell.dispatchEvent(new Event("change", { bubbles: true }));
    ready(cell);
  }
  return true;
}

function tab(event, cell) {
  const to = along(cell, event.shiftKey ? -1 : 1);
  if (to) {
    arrive(to, true);
  }
  return Boolean(to); // at either end the browser leads out of the grid
}

function escape(event, cell) {
  const origin = originOf(cell) ?? held(cell);
  const text = cell.value === origin ? held(cell) : origin;
  cell.dispatchEvent(new CustomEvent("cells:restore", { bubbles: true, detail: { text } }));
  select(null);
  ready(cell);
  return true;
}

function ends(event, cell) {
  if (here.mode !== "ready") {
    return false;
  }
  const right = event.key === "End" ? 1 : -1;
  const to = edge(cell, event.ctrlKey ? right : 0, right);
  if (event.shiftKey) {
    select(to);
  } else {
    arrive(to);
  }
  return true;
}

// From a cell to the links of its row (evidence), and with Esc back.
function links(event, cell) {
  const first = cell.closest("tr").querySelector("a[href]");
  first?.focus();
  return Boolean(first);
}

const PLAIN = {
  ...Object.fromEntries(Object.keys(ARROWS).map((key) => [key, arrow])),
  Enter: enter,
  Tab: tab,
  Escape: escape,
  Home: ends,
  End: ends,
  F4: links,
  F2: (event, cell) => {
    (here.mode === "editing" ? ready : edit)(cell);
    return true;
  },
  Delete: () => here.mode === "ready" && (clear(), true),
  Backspace: () => isBlock() && (clear(), true),
};
const typed = (cell) => here.mode !== "ready" && cell.value !== originOf(cell);
const WITH_CTRL = {
  z: (event, cell) => !typed(cell) && ((event.shiftKey ? redo : undo)(), true),
  y: (event, cell) => !typed(cell) && (redo(), true),
  d: () => (fillDown(), true),
  a: (event, cell) => {
    if (here.mode !== "ready") {
      return false;
    }
    const lines = linesOf(gridOf(cell));
    arrive(lines[0].spots[0].cell);
    select(lines.at(-1).spots.at(-1).cell);
    return true;
  },
};

document.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (event.key === "Escape" && cell.matches?.("table[data-grid] a")) {
    all("[data-cell]", cell.closest("tr"))[0]?.focus();
    return;
  }
  if (!gridOf(cell) || event.isComposing || event.altKey || find(cell).row < 0) {
    return;
  }
  const ctrl = event.ctrlKey || event.metaKey;
  const act = ctrl ? (WITH_CTRL[event.key.toLowerCase()] ?? { ...PLAIN, Enter: null, Tab: null }[event.key]) : PLAIN[event.key];
  if (act?.(event, cell)) {
    event.preventDefault();
  }
});

// The box with all keys opens with F1 too, as help does everywhere.
document.addEventListener("keydown", (event) => {
  const help = document.getElementById("phim-tat");
  if (event.key === "F1" && help?.showPopover) {
    event.preventDefault();
    help.togglePopover();
  }
});

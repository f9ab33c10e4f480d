// What each cell holds: on the page, on the server, and under which version; how the two come together again
// after an answer or after somebody else's change. cells.js sends, others.js asks what others wrote.

import { all, cellsOf, nameOf } from "./dom.js";
import { forget } from "./memory.js";

const saved = new WeakMap(); // cell -> the text the server holds, as it shows it
const proper = new WeakMap(); // cell -> what was typed for that text, while somebody is still typing there
export const typing = new Map(); // cell -> {since, timer}: somebody is typing there now

function initial(cell) {
  const chosen = (options) => options.find((option) => option.defaultSelected) ?? options[0];
  return cell.matches("select") ? (chosen([...cell.options])?.value ?? "") : cell.defaultValue;
}

export const held = (cell) => saved.get(cell) ?? initial(cell);
export const isSaved = (cell) => cell.value === held(cell) || cell.value === proper.get(cell);
export const unsaved = () => all("[data-cell]").filter((cell) => !isSaved(cell));

export function setVersion(cell, version) {
  cell.dataset.version = version;
  for (const hidden of all('input[type="hidden"]', cell.closest("tr") ?? undefined)) {
    hidden.value = version; // what a page without script sends
  }
}

// The server holds `text`; show it, unless somebody typed on since `before` was sent. `own` says that it is how
// the server shows what was typed here, and nobody else's word.
export function put(cell, text, before, own = true) {
  saved.set(cell, text);
  if (cell.value !== before) {
    return;
  }
  if (typing.has(cell)) {
    proper.set(cell, before); // 9 stays 9 until the cell is left; then it is 9,00
  } else if (cell.value !== text) {
    cell.value = text;
    cell.dispatchEvent(new CustomEvent("cells:proper", { bubbles: true, detail: { from: before, to: text, own } }));
  }
}

// Nobody types in the cell any more: show the text as the server does.
export function leave(cell) {
  clearTimeout(typing.get(cell)?.timer);
  typing.delete(cell);
  if (cell.value === proper.get(cell)) {
    cell.value = held(cell);
  }
  proper.delete(cell);
}

// The cells of a row after an answer: `own` when nobody else's hand came between. Without it a cell that was
// typed in here and changed there keeps its old version, so that the server asks which of the two counts.
// Returns the cells that show something new.
export function meet(key, facts, own) {
  const shown = [];
  for (const cell of cellsOf(key)) {
    const text = facts.values?.[nameOf(cell)];
    const clean = isSaved(cell) && !typing.has(cell);
    const same = text === held(cell);
    if (!own && (!clean || text === undefined) && !same) {
      continue;
    }
    setVersion(cell, own ? facts.version : Math.max(facts.version, cell.dataset.version));
    if (text !== undefined && !same) {
      const before = held(cell);
      shown.push(...(clean ? [cell] : []));
      put(cell, text, clean ? cell.value : before, own);
    }
    if (isSaved(cell)) {
      forget(cell);
    }
  }
  return shown;
}

export function setTotals(totals = {}) {
  for (const place of all("[data-total]")) {
    place.textContent = totals[place.dataset.total] ?? place.textContent;
  }
}

// What was typed and is not saved yet is kept in the browser, so that a reload, a crash or a flat battery
// loses nothing. Kept per account, page and cell, written with every key, taken away once the server has it.
// Another account on the same browser never asks for these keys (docs/decisions/0010-what-was-typed.md).

import { all, labelOf } from "./dom.js";

const OLDEST = 30 * 24 * 60 * 60 * 1000; // ms; what nobody came back for is forgotten
const KIND = "kt-o";
const owner = () => `${KIND}:${document.body.dataset.user}:`;
const place = () => `${owner()}${location.pathname}:`;

function tried(act) {
  try {
    return act();
  } catch {
    return null; // a full or forbidden store: the page goes on as it would without
  }
}

export function remember(cell) {
  const facts = { text: cell.value, version: cell.dataset.version, label: labelOf(cell), at: Date.now() };
  tried(() => localStorage.setItem(place() + cell.name, JSON.stringify(facts)));
}

export function forget(cell) {
  tried(() => localStorage.removeItem(place() + cell.name));
}

// [name of the input, {text, version, label}] of what this account left unsaved on this page.
export function remembered() {
  const keys = tried(() => Object.keys(localStorage)) ?? [];
  const own = keys.filter((key) => key.startsWith(place()));
  return own.map((key) => [key.slice(place().length), tried(() => JSON.parse(localStorage.getItem(key)))]);
}

export function forgetName(name) {
  tried(() => localStorage.removeItem(place() + name));
}

function clearOld() {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(`${KIND}:`))) {
    if (!(JSON.parse(localStorage.getItem(key))?.at > Date.now() - OLDEST)) {
      localStorage.removeItem(key);
    }
  }
}

// Put back into the cells what was left; return the cells, and what has no cell any more.
export function recall() {
  tried(clearOld);
  const byName = new Map(all("[data-cell]").map((cell) => [cell.name, cell]));
  const found = { cells: [], lost: [] };
  for (const [name, facts] of remembered()) {
    const cell = byName.get(name);
    if (!facts || (cell && cell.value === facts.text)) {
      forgetName(name);
    } else if (cell) {
      cell.value = facts.text;
      cell.dataset.version = facts.version; // an older one: the server then asks which counts
      found.cells.push(cell);
    } else {
      found.lost.push([name, facts]);
    }
  }
  return found;
}

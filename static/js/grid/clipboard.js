// Copy, cut and paste of blocks, from and to Excel; one value into all selected cells; fill-down; clearing.

import { keyOf, textOf, valueFor } from "./dom.js";
import { format, parse } from "./blocks.js";
import { ask } from "./difference.js";
import { at, below, find, gridOf } from "./matrix.js";
import { arrive, block, here, isBlock, select } from "./selection.js";
import { write } from "./steps.js";

// The lines a block falls on: one for each row of the table. A row may have a second line (what is measured):
// a block that begins in a first line falls on first lines, one that begins in a second line on second ones.
function linesFrom(cell) {
  const { lines, row, spot } = find(cell);
  const counted = new Map();
  const numbers = lines.map((line) => {
    const key = keyOf(line.spots[0].cell);
    counted.set(key, (counted.get(key) ?? 0) + 1);
    return counted.get(key);
  });
  const first = lines.filter((line, place) => place >= row && numbers[place] === numbers[row]);
  const columns = lines[row].spots.filter((each) => each.from >= spot.from).map((each) => each.from);
  return { first, columns };
}

function triple(cell, text) {
  const value = valueFor(cell, text);
  const choices = () => [...cell.options].map((option) => option.text.trim()).filter(Boolean).join(", ");
  return value === null ? [cell, null, { given: text, why: `Chọn một trong: ${choices()}.` }] : [cell, value];
}

async function paste(cell, rows) {
  const triples = [];
  let outside = 0;
  if (rows.length === 1 && rows[0].length === 1) {
    triples.push(...block().flat().map((each) => triple(each, rows[0][0])));
  } else {
    const { first, columns } = linesFrom(cell);
    rows.forEach((texts, down) => texts.forEach((text, right) => {
      const into = at(first[down], columns[right] ?? -1);
      if (into) {
        triples.push(triple(into, text));
      } else {
        outside += text ? 1 : 0;
      }
    }));
  }
  const wide = Math.max(...rows.map((row) => row.length));
  write(await ask(`Dán ${rows.length} hàng × ${wide} cột`, triples, outside));
  arrive(cell);
}

export function fillDown() {
  const lines = block();
  const cell = document.activeElement;
  const source = lines.length > 1 ? lines[0] : [below(cell, -1)].filter(Boolean);
  const into = lines.length > 1 ? lines.slice(1) : [[cell]];
  const pairs = into.flatMap((line) => line.map((each, place) => [each, source[place]]));
  const known = pairs.filter(([, from]) => from).map(([each, from]) => [each, valueFor(each, textOf(from))]);
  const head = here.head;
  write(known.filter(([, value]) => value !== null));
  select(head);
}

export function clear() {
  const empty = block().flat().map((cell) => [cell, valueFor(cell, "")]);
  const head = here.head;
  write(empty.filter(([, value]) => value !== null));
  select(head);
}

function copy(event) {
  const cell = event.target;
  if (!gridOf(cell) || here.mode !== "ready" || !(isBlock() || cell.matches("select"))) {
    return false;
  }
  event.preventDefault();
  event.clipboardData.setData("text/plain", format(block().map((line) => line.map(textOf))));
  return true;
}

document.addEventListener("copy", copy);
document.addEventListener("cut", (event) => copy(event) && clear());

document.addEventListener("paste", (event) => {
  const cell = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const one = !/[\t\n\r]/.test(text.replace(/\r?\n$/, ""));
  if (!gridOf(cell) || (one && !isBlock() && !cell.matches("select"))) {
    return;
  }
  event.preventDefault();
  paste(cell, parse(text));
});

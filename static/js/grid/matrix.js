// The cells of table[data-grid] as rows and columns, read from the page whenever somebody moves: rows that are
// hidden or locked have no cells, and a cell that spans columns answers for each of them.

import { all, isCell } from "./dom.js";

// The grid a cell belongs to; long texts (textarea) keep the keys they have everywhere.
export const gridOf = (cell) => (isCell(cell) && !cell.matches("textarea") ? cell.closest("table[data-grid]") : null);

function lineOf(tr) {
  const spots = [];
  let column = 0;
  for (const td of tr.cells) {
    const cell = td.querySelector("[data-cell]");
    if (cell && !cell.disabled && cell.getClientRects().length) {
      spots.push({ cell, from: column, to: column + td.colSpan - 1 });
    }
    column += td.colSpan;
  }
  return { tr, spots };
}

export const linesOf = (table) => all("tr", table).map(lineOf).filter((line) => line.spots.length);

export const at = (line, column) => line?.spots.find((spot) => spot.from <= column && column <= spot.to)?.cell;

// Where a cell stands: all lines, the number of its own, and its spot there.
export function find(cell) {
  const lines = linesOf(gridOf(cell));
  const row = lines.findIndex((line) => line.spots.some((spot) => spot.cell === cell));
  return { lines, row, spot: lines[row]?.spots.find((spot) => spot.cell === cell) };
}

export function beside(cell, step) {
  const { lines, row, spot } = find(cell);
  const spots = lines[row]?.spots ?? [];
  return spots[spots.indexOf(spot) + step]?.cell;
}

// The next line up or down that has a cell in this column.
export function below(cell, step, column) {
  const { lines, row, spot } = find(cell);
  const wanted = column ?? spot?.from;
  for (let place = row + step; lines[place]; place += step) {
    if (at(lines[place], wanted)) {
      return at(lines[place], wanted);
    }
  }
  return undefined;
}

// The cell after (1) or before (-1) this one, from line to line.
export function along(cell, step) {
  const { lines, row } = find(cell);
  return beside(cell, step) ?? (step > 0 ? lines[row + 1]?.spots[0].cell : lines[row - 1]?.spots.at(-1).cell);
}

export function edge(cell, down, right) {
  const { lines, row } = find(cell);
  const line = down ? lines.at(down > 0 ? -1 : 0) : lines[row];
  return line.spots.at(right > 0 ? -1 : 0).cell;
}

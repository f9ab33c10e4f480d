// What is done to everything that is selected at once: moved, set against each other or the sheet, spread
// evenly. Each is one step that is taken back at once.

import { aligned, edgeOf, movedAll, pushedAll, spread } from "./geometry.js";
import { frameOf, frameOfGroup, model, place } from "./design.js";

const NEAR = 0.02; // mm, for places are kept to hundredths
const frames = () => model.group.map(frameOf);
const put = (found, key) => place(found.map((frame, at) => [model.group[at], frame]), key);
const sheet = () => model.facts.sheet;

// Push all by so many mm; none leaves the sheet, and they keep their distances.
export const pushGroup = (dx, dy, key) => put(pushedAll(frames(), dx, dy, sheet()), key);

// Let the frame around all begin at `value` mm of "x" or "y".
export function placeGroup(start, value, key) {
  const way = value - frameOfGroup()[start];
  put(movedAll(frames(), start === "x" ? way : 0, start === "y" ? way : 0), key);
}

// Set an edge or the middle of each to that of the first chosen, or of the sheet. Returns how many stand at
// the edge of the sheet instead, for they are too large for that place.
export function alignGroup(edge, toSheet) {
  const base = toSheet ? { x: 0, y: 0, ...sheet() } : frameOf(model.group[0]);
  const found = frames().map((frame) => aligned(frame, edge, base, sheet()));
  put(found);
  return found.filter((frame) => Math.abs(edgeOf(frame, edge) - edgeOf(base, edge)) > NEAR).length;
}

// Leave the same room between them along "x" or "y"; whether there is enough.
export function spreadGroup(start, overSheet) {
  const found = spread(frames(), start, sheet(), overSheet);
  if (found) {
    put(found);
  }
  return Boolean(found);
}

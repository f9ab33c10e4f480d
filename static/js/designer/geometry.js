// Where things stand on the sheet: frames {x, y, width, height} in mm from its upper left corner. Pure:
// every function takes frames and gives a new one, so that keys, the mouse and number fields agree.

import { rounded } from "./numbers.js";

const LEAST = 2; // mm: smaller, a box could not be taken hold of
const between = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));

// px for one mm, so that the whole sheet stands in a room of `width` × `height` px.
export const fitting = (sheet, room) => Math.max(Math.min(room.width / sheet.width, room.height / sheet.height), 0.5);

// The frame pushed by dx and dy; it does not leave the sheet.
export function pushed(frame, dx, dy, sheet) {
  return {
    ...frame,
    x: rounded(between(frame.x + dx, 0, sheet.width - frame.width)),
    y: rounded(between(frame.y + dy, 0, sheet.height - frame.height)),
  };
}

// The frame with the corner or side `grip` (of "n", "s", "w", "e") drawn by dx and dy; `square` keeps it a
// square of at least that many mm.
export function stretched(frame, grip, dx, dy, sheet, square = 0) {
  const least = square || LEAST;
  let { x, y } = frame;
  let right = x + frame.width;
  let bottom = y + frame.height;
  if (grip.includes("w")) x = between(x + dx, 0, right - least);
  if (grip.includes("e")) right = between(right + dx, x + least, sheet.width);
  if (grip.includes("n")) y = between(y + dy, 0, bottom - least);
  if (grip.includes("s")) bottom = between(bottom + dy, y + least, sheet.height);
  const size = square ? Math.min(right - x, bottom - y) : 0;
  if (square && grip.includes("w")) x = right - size;
  if (square && grip.includes("n")) y = bottom - size;
  return {
    x: rounded(x),
    y: rounded(y),
    width: rounded(square ? size : right - x),
    height: rounded(square ? size : bottom - y),
  };
}

const marks = (start, length) => [start, start + length / 2, start + length];

// The shortest way from one of `own` marks to one of `theirs` that is not longer than `near`.
function nearest(own, theirs, near) {
  let best = null;
  for (const from of own) {
    for (const to of theirs) {
      const way = to - from;
      if (Math.abs(way) <= near && (!best || Math.abs(way) < Math.abs(best.way) - 1e-6)) {
        best = { way, at: to };
      }
    }
  }
  return best;
}

// How far dx, dy (mm) a moved frame must still go to lie on an edge or centre of another frame or of the
// sheet (within `near` mm), otherwise on the grid of `step` mm (0: none); x and y: where the guide lines stand.
export function snapping(frame, others, sheet, { near = 0, step = 0, grip = "" } = {}) {
  const [left, middle, right] = marks(frame.x, frame.width);
  const [top, centre, bottom] = marks(frame.y, frame.height);
  const across = grip ? [grip.includes("w") && left, grip.includes("e") && right] : [left, middle, right];
  const down = grip ? [grip.includes("n") && top, grip.includes("s") && bottom] : [top, centre, bottom];
  return {
    ...axis(across, [...marks(0, sheet.width), ...others.flatMap((each) => marks(each.x, each.width))], near, step, "x"),
    ...axis(down, [...marks(0, sheet.height), ...others.flatMap((each) => marks(each.y, each.height))], near, step, "y"),
  };
}

function axis(own, theirs, near, step, name) {
  const held = own.filter((mark) => mark !== false);
  const found = held.length ? nearest(held, theirs, near) : null;
  if (found) {
    return { [`d${name}`]: found.way, [name]: found.at };
  }
  const way = step && held.length ? Math.round(held[0] / step) * step - held[0] : 0;
  return { [`d${name}`]: way, [name]: null };
}

// The frame that holds all of `frames`.
export function around(frames) {
  const x = Math.min(...frames.map((frame) => frame.x));
  const y = Math.min(...frames.map((frame) => frame.y));
  const right = Math.max(...frames.map((frame) => frame.x + frame.width));
  const bottom = Math.max(...frames.map((frame) => frame.y + frame.height));
  return { x, y, width: rounded(right - x, 4), height: rounded(bottom - y, 4) };
}

// Frames pushed by dx and dy as one: they keep their distances, and none leaves the sheet.
export function pushedAll(frames, dx, dy, sheet) {
  const whole = around(frames);
  const went = pushed(whole, dx, dy, sheet);
  return movedAll(frames, went.x - whole.x, went.y - whole.y);
}

// Frames moved by dx and dy, wherever that is.
export const movedAll = (frames, dx, dy) =>
  frames.map((frame) => ({ ...frame, x: rounded(frame.x + dx), y: rounded(frame.y + dy) }));

export const touches = (one, other) =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

const EDGES = {
  left: ["x", "width", 0],
  center: ["x", "width", 0.5],
  right: ["x", "width", 1],
  top: ["y", "height", 0],
  middle: ["y", "height", 0.5],
  bottom: ["y", "height", 1],
};

// Where an edge or the middle of a frame lies.
export function edgeOf(frame, edge) {
  const [start, length, share] = EDGES[edge];
  return frame[start] + frame[length] * share;
}

// The frame with that edge or middle where `base`, another frame, has it; it stays on the sheet.
export function aligned(frame, edge, base, sheet) {
  const [start, length, share] = EDGES[edge];
  const at = edgeOf(base, edge) - frame[length] * share;
  return { ...frame, [start]: rounded(between(at, 0, sheet[length] - frame[length])) };
}

// Frames with equal gaps along "x" or "y", in the order they stand: between the outer two, which stay, or
// over the `whole` sheet with the same gap at its edges. Null where the sheet has no room for that.
export function spread(frames, start, sheet, whole = false) {
  const length = { x: "width", y: "height" }[start];
  const middle = (place) => frames[place][start] + frames[place][length] / 2;
  const order = [...frames.keys()].sort((one, other) => middle(one) - middle(other));
  const [first, last] = [frames[order[0]], frames[order.at(-1)]];
  const taken = frames.reduce((sum, frame) => sum + frame[length], 0);
  const room = whole ? sheet[length] : last[start] + last[length] - first[start];
  const gap = (room - taken) / (frames.length + (whole ? 1 : -1));
  const found = [...frames];
  let at = whole ? gap : first[start];
  for (const place of order) {
    found[place] = { ...frames[place], [start]: rounded(at) };
    at += frames[place][length] + gap;
  }
  const fits = found.every((frame) => frame[start] >= 0 && frame[start] + frame[length] <= sheet[length]);
  return fits && !(whole && gap < 0) ? found : null;
}

// Marks of a ruler of `length` mm at `scale` px for one mm: [{at, height (px), label}].
export function ticks(length, scale) {
  const wide = scale >= 1.6 ? 10 : scale >= 0.8 ? 20 : 50;
  const fine = scale >= 2 ? 1 : scale >= 0.9 ? 5 : 10;
  const found = [];
  for (let at = 0; at <= length; at += fine) {
    const height = at % wide === 0 ? 8 : at % 5 === 0 ? 5 : 3;
    found.push({ at, height, label: at % wide === 0 ? String(at) : "" });
  }
  return found;
}

// Undo and redo over what was saved (Ctrl+Z, Ctrl+Y): each step holds the cells it changed with what stood
// there before and after; a pasted block is one step. A step is put back by writing the cells once more, with
// their versions, so that nobody else's change is lost; one that somebody has changed since is left alone.
// Steps from before the page was opened are taken back in the journal of the sheet.

import { isCell, labelOf, say } from "./dom.js";
import { arrive } from "./selection.js";

const MOST = 200;
const done = [];
const undone = [];
const origins = new WeakMap(); // cell -> what stood there when somebody began to type

function push(changes) {
  done.push(changes);
  done.splice(0, Math.max(0, done.length - MOST));
  undone.length = 0;
}

export const originOf = (cell) => origins.get(cell);

function set(cell, text) {
  cell.value = text;
  origins.set(cell, text);
  cell.dispatchEvent(new Event("change", { bubbles: true }));
}

// Write [cell, text] pairs as one step.
export function write(pairs) {
  const changes = pairs.filter(([cell, text]) => cell.value !== text);
  if (changes.length) {
    push(changes.map(([cell, text]) => ({ cell, before: cell.value, after: text })));
  }
  changes.forEach(([cell, text]) => set(cell, text));
}

function go(from, to, old, now, nothing) {
  const changes = from.pop();
  if (!changes) {
    say(nothing);
    return;
  }
  const free = changes.filter((change) => change.cell.value === change[now] && change.cell.isConnected);
  free.forEach((change) => set(change.cell, change[old]));
  if (free.length) {
    to.push(free);
    arrive(free[0].cell);
  }
  const taken = changes.filter((change) => !free.includes(change));
  if (taken.length) {
    say(`Ô ${taken.map((change) => labelOf(change.cell)).join(", ")} đã được sửa sau bước này nên giữ nguyên.`);
  }
}

export const undo = () => go(done, undone, "before", "after", "Không còn bước nào để hoàn tác trên trang này. Các bước trước xem ở Nhật ký.");
export const redo = () => go(undone, done, "after", "before", "Không còn bước nào để làm lại.");

document.addEventListener("focusin", (event) => {
  if (isCell(event.target)) {
    origins.set(event.target, event.target.value);
  }
});

document.addEventListener("change", (event) => {
  const cell = event.target;
  if (isCell(cell) && origins.has(cell) && origins.get(cell) !== cell.value) {
    push([{ cell, before: origins.get(cell), after: cell.value }]);
    origins.set(cell, cell.value);
  }
});

// What Esc takes back was never saved: it is no step to undo.
document.addEventListener("cells:restore", (event) => {
  const [change, more] = done.at(-1) ?? [];
  if (change?.cell === event.target && !more && change.before === event.detail?.text) {
    done.pop();
  }
});

// The server shows a text in its own way (9.5 is 9,50): the steps follow.
document.addEventListener("cells:proper", (event) => {
  const { from, to, own } = event.detail;
  for (const change of own ? [...done, ...undone].flat() : []) {
    if (change.cell === event.target) {
      change.after = change.after === from ? to : change.after;
      change.before = change.before === from ? to : change.before;
    }
  }
  if (origins.get(event.target) === from) {
    origins.set(event.target, to);
  }
});

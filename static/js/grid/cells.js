// Cells that save themselves: every input is sent to the server within three seconds, with the version of its
// row; what was typed stays on the page and in the browser until the server has it.
//
// What the page says
//   <body data-user="ID">          whose page it is: what is kept in the browser belongs to this account
//   <tr data-row="KEY">            rows with the same KEY are one row (without data-row: the nearest tr)
//   data-cell="URL"                on an input, select or textarea: where its text is sent
//   data-version="N"               on the same: the version of the row as the page knows it
//   data-name="NAME"               on the same, optional: see "sent"
//   data-total="KEY"               on any element: shows totals[KEY] of the latest answer
//   .kt-save[data-save]            role="status": see status.js
//   form[data-after-cells]         is sent only when all cells are saved and none is refused
//   [data-without-script]          is removed: the way to save for a browser without script
// Sent: POST value, version, cell (the data-name of the one that changed), and under its data-name the text
//   of every cell of the row with the same URL (an act that takes points and their reason gets both). The
//   page sends one cell at a time, so that cells of a row do not overtake each other and totals never go back.
// Answered
//   200 {"version", "value"?, "values"?: {name: text}, "totals"?: {KEY: text}}; "value" replaces the text
//       sent, "values" other cells of the row. Then the row fires "cells:saved" (bubbles, detail: the answer).
//   422 {"sentence"}: the cell is .is-err, a tr.kt-rowmsg under the row says why, the text stays.
//   409 {"sentence", "value", "version", "values"?}: somebody was faster. When it was another cell of the row,
//       the text is sent again; otherwise two buttons ask which value counts.
//   The sign-in page, 401 or 403: session.js asks for the password. These, no answer, 429 and 5xx are tried
//   again, also when the connection or the window comes back.
// Many cells at once (a pasted block, a queue after the network came back) go to table[data-block="URL"], where
//   there is one: POST name=text and version-KEY of each, answered {"rows": {KEY: {"version", "values"}},
//   "refused": {input name: sentence}, "totals"}; what is refused is sent again by itself.
// "cells:restore" fired on a cell puts back what the server holds, or the text in its detail.

import { box, button, cellsOf, isSignedOut, keyOf, nameOf, post } from "./dom.js";
import { explain, silence } from "./marks.js";
import { forget, remember } from "./memory.js";
import { tell } from "./status.js";
import { held, isSaved, leave, meet, put, setTotals, setVersion, typing, unsaved } from "./texts.js";

const PAUSES = [1000, 2000, 4000, 8000, 15000]; // ms before each further attempt
const FEW = 5; // more cells than this go in one request, where the page has data-block
const REFUSED = "Máy chủ không nhận ô này. Hãy chép lại nội dung vừa nhập, rồi tải lại trang.";

// Cells waiting, the one being sent, attempts that failed since the last success, why, when it was last saved.
const line = { queue: [], busy: null, tries: 0, timer: 0, savedAt: "", trouble: "" };

const alone = new WeakSet(); // cells that a block has refused: each is sent by itself and told why

export const refused = (cell) => box(cell).matches(".is-err");
export const tries = () => line.tries;
export const trouble = () => line.trouble;
export const isBusy = (cell) => line.busy?.includes(cell) ?? false;
export const idle = () => !line.busy && !line.queue.length;

function tellState() {
  const waiting = unsaved().filter((cell) => !refused(cell)).length;
  tell({ ...line, waiting: line.trouble || !typing.size ? waiting : 0 }, retry);
}

function retry() {
  if (line.trouble === "session") {
    document.dispatchEvent(new Event("cells:signed-out"));
  } else {
    pump();
  }
}

export function save(cell) {
  if (!isSaved(cell) || isBusy(cell)) {
    remember(cell);
    line.queue = [...line.queue.filter((each) => each !== cell), cell];
  }
  return pump();
}

// Somebody has finished with a cell: it is shown as the server shows it, or sent.
export function commit(cell) {
  leave(cell);
  if (isSaved(cell)) {
    silence(cell);
    forget(cell);
  }
  save(cell);
}

export async function pump() {
  if (line.busy) {
    return;
  }
  clearTimeout(line.timer);
  while (line.queue.length) {
    line.busy = next();
    line.queue = line.queue.filter((cell) => !isBusy(cell));
    tellState();
    const going = line.busy.filter((cell) => !isSaved(cell));
    if (!going.length || (await (going.length > 1 ? sendBlock(going) : send(going[0])))) {
      line.tries = 0;
      line.trouble = "";
    } else {
      line.queue = [...line.queue.filter((cell) => !isBusy(cell)), ...line.busy];
      if (line.trouble !== "session") {
        line.timer = setTimeout(pump, PAUSES[Math.min(line.tries, PAUSES.length - 1)]);
      }
      line.tries += 1;
      break;
    }
  }
  line.busy = null;
  tellState();
}

// The cells to send next: one, or all of a grid that takes blocks when there are many.
function next() {
  const table = line.queue[0].closest("table[data-block]");
  const many = table ? line.queue.filter((cell) => table.contains(cell) && !alone.has(cell)) : [];
  return many.length > FEW ? many : line.queue.slice(0, 1);
}

// Send many cells at once; those that are not taken are then sent one by one, which tells why.
async function sendBlock(cells) {
  const body = new URLSearchParams();
  for (const cell of cells) {
    body.set(cell.name, cell.value);
    body.set(`version-${keyOf(cell)}`, cell.dataset.version);
  }
  const sent = new Map(cells.map((cell) => [cell, cell.value]));
  try {
    const answer = await post(cells[0].closest("table").dataset.block, body);
    if (mustWait(answer)) {
      return false;
    }
    takeBlock(sent, answer.ok && !answer.redirected ? await answer.json() : { rows: {} });
    return true;
  } catch {
    line.trouble = "network";
    return false;
  }
}

function takeBlock(sent, facts) {
  for (const [cell, text] of sent) {
    const row = facts.rows[keyOf(cell)];
    if (!row || facts.refused[cell.name]) {
      alone.add(cell);
      line.queue.push(cell);
      continue;
    }
    put(cell, row.values[nameOf(cell)], text);
    setVersion(cell, row.version);
    markSaved(cell);
  }
  new Set([...sent.keys()].map(keyOf)).forEach((key) => facts.rows[key] && meet(key, facts.rows[key], false));
  setTotals(facts.totals);
}

function markSaved(cell) {
  silence(cell);
  if (isSaved(cell)) {
    forget(cell);
  }
  line.savedAt = new Date().toTimeString().slice(0, 5);
  box(cell).classList.add("is-dirty");
  box(cell).classList.remove("is-theirs");
}

// Send one cell; false when it has to be tried again.
async function send(cell) {
  alone.delete(cell);
  const sent = new Map([[cell, cell.value]]);
  const body = new URLSearchParams({ value: cell.value, version: cell.dataset.version });
  if (cell.dataset.name) {
    body.set("cell", cell.dataset.name);
  }
  for (const each of cellsOf(keyOf(cell))) {
    if (each.dataset.name && each.dataset.cell === cell.dataset.cell) {
      body.set(each.dataset.name, each.value);
      sent.set(each, each.value);
    }
  }
  try {
    return await take(await post(cell.dataset.cell, body, { keepalive: true }), cell, sent);
  } catch {
    line.trouble = "network";
    return false;
  }
}

function mustWait(answer) {
  if (isSignedOut(answer)) {
    line.trouble = "session";
    document.dispatchEvent(new Event("cells:signed-out"));
    return true;
  }
  if (answer.status === 429 || answer.status >= 500) {
    line.trouble = "server";
    return true;
  }
  return false;
}

async function take(answer, cell, sent) {
  if (mustWait(answer)) {
    return false;
  }
  const plain = answer.redirected || !answer.headers.get("Content-Type")?.includes("json");
  const facts = plain ? {} : await answer.json();
  if (answer.ok && !plain) {
    settle(cell, sent, facts);
  } else if (answer.status === 409 && !plain) {
    askWhich(cell, sent, facts);
  } else if (!typing.has(cell)) { // half a number is no mistake yet
    explain(cell, facts.sentence ?? REFUSED);
  }
  return true;
}

function settle(cell, sent, facts) {
  const own = facts.version <= Number(cell.dataset.version) + 1;
  for (const [each, text] of sent) {
    put(each, each === cell ? (facts.value ?? text) : text, text);
    silence(each);
    if (isSaved(each)) {
      forget(each);
    }
  }
  markSaved(cell);
  setVersion(cell, facts.version);
  meet(keyOf(cell), facts, own);
  setTotals(facts.totals);
  (cell.closest("tr") ?? cell).dispatchEvent(new CustomEvent("cells:saved", { bubbles: true, detail: facts }));
}

function askWhich(cell, sent, facts) {
  const theirs = facts.values?.[nameOf(cell)] ?? facts.value;
  if (theirs === sent.get(cell)) { // the answer to an earlier attempt was lost on its way
    settle(cell, new Map([[cell, theirs]]), { ...facts, value: theirs });
    return;
  }
  if (theirs === held(cell)) { // the other hand was in another cell of the row
    meet(keyOf(cell), facts, false);
    setVersion(cell, facts.version);
    save(cell);
    return;
  }
  const decide = (mine) => {
    put(cell, theirs, null);
    meet(keyOf(cell), facts, false);
    setVersion(cell, facts.version);
    silence(cell);
    cell.value = mine ? cell.value : theirs;
    cell.focus();
    commit(cell);
  };
  const [there, here] = [theirs, cell.value].map((text) => (text ? `“${text}”` : "ô trống"));
  explain(cell, `${facts.sentence} Trên máy chủ: ${there}. Bạn nhập: ${here}.`, [
    button("Dùng giá trị trên máy chủ", () => decide(false)),
    button("Ghi đè bằng giá trị vừa nhập", () => decide(true)),
  ]);
}

// Signed in again, or the network is back: all that waits goes at once.
export function resume() {
  line.trouble = "";
  return pump();
}

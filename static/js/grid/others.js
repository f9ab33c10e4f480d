// What others write into the same sheet appears here: the page asks every few seconds which cells changed
// since its mark (table[data-changes="URL"][data-mark]). A cell that is being typed in here is left alone; the
// server then asks which of the two counts. Rows that may go and come again ("anew") begin their versions again;
// data-moved says what to tell when the paper itself went on.

import { all, box, cellsOf, say } from "./dom.js";
import { isSaved, meet, setTotals, setVersion, typing } from "./texts.js";

const MOVED = "Bảng vừa được nộp hoặc trả lại. Hãy tải lại trang để xem tình hình mới nhất.";
const EVERY = 4000; // ms, while the page is looked at
const table = document.querySelector("[data-cell]")?.closest("table[data-changes]");
let asking = false;

async function ask() {
  if (document.hidden || asking) {
    return;
  }
  asking = true;
  try {
    const answer = await fetch(`${table.dataset.changes}?since=${table.dataset.mark}`, {
      headers: { Accept: "application/json" },
      redirect: "error", // the session has ended: the next cell will tell
    });
    if (answer.status === 200) {
      take(await answer.json());
    }
  } catch {
    // no connection: the next cell will tell
  }
  asking = false;
}

function take(facts) {
  table.dataset.mark = facts.mark;
  const shown = Object.entries(facts.rows).flatMap(([key, row]) => one(key, row));
  setTotals(facts.totals);
  if (shown.length && !facts.own) {
    shown.forEach((cell) => {
      box(cell).classList.remove("is-dirty");
      box(cell).classList.add("is-theirs");
      box(cell).title = `${facts.who} vừa sửa`;
    });
    say(`${facts.who} vừa sửa ${shown.length} ô; các ô đó đã hiện giá trị mới.`);
  }
  if (facts.moved) {
    say(table.dataset.moved ?? MOVED);
  }
}

function one(key, row) {
  const tr = document.querySelector(`tr[data-row="${CSS.escape(key)}"]`);
  const known = tr?.querySelector("[data-version]")?.dataset.version;
  if (!tr || (row.version < known && !row.anew)) {
    return [];
  }
  if (row.anew) {
    cellsOf(key).filter((cell) => isSaved(cell) && !typing.has(cell)).forEach((cell) => setVersion(cell, row.version));
  }
  const shown = meet(key, row, false);
  for (const place of all("[data-shown]", tr)) {
    place.textContent = row.values[place.dataset.shown] ?? place.textContent; // a cell that is not ours to write
  }
  if (shown.length) {
    tr.dispatchEvent(new CustomEvent("cells:saved", { bubbles: true, detail: row }));
  }
  return shown;
}

if (table) {
  setInterval(ask, EVERY);
  window.addEventListener("focus", ask);
  document.addEventListener("visibilitychange", ask);
}

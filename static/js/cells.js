// Cells that save themselves: every input of a grid is sent to the server when it changes, with the version
// of its row; what was typed stays on the page until the server has it. grid.js moves between the cells.
//
// What the page says
//   <tr data-row="KEY">            rows with the same KEY are one row (without data-row: the nearest tr)
//   data-cell="URL"                on an input, textarea or select: where its text is sent
//   data-version="N"               on the same: the version of the row as the page knows it
//   data-name="NAME"               on the same, optional: see "sent"
//   data-total="KEY"               on any element: shows totals[KEY] of the latest answer
//   .kt-save[data-save]            role="status": Đang lưu / Đã lưu lúc 09:42 / Chưa lưu được, thử lại
//   form[data-after-cells]         is sent only when all cells are saved and none is refused
//   [data-without-script]          is removed: the way to save for a browser without script
// Sent: POST value, version, cell (the data-name of the one that changed), and under its data-name the text
//   of every cell of the row with the same URL (an act that takes points and their reason gets both). The
//   page sends one cell at a time, so that cells of a row do not overtake each other and totals never go back.
// Answered
//   200 {"version", "value"?, "values"?: {data-name: text}, "totals"?: {KEY: text}}; "value" replaces the text
//       sent, "values" other cells of the row. Then the row fires "cells:saved" (bubbles, detail: the answer).
//   422 {"sentence"}: the cell is .is-err, a tr.kt-rowmsg under the row says why, the text stays.
//   409 {"sentence", "value", "version", "values"?}: somebody was faster; two buttons ask which value counts.
//   The sign-in page, 401 or 403: connection.js asks to sign in again. These, no answer, 429 and 5xx are
//   tried again, also when the connection or the window comes back.
// "cells:restore" fired on a cell puts back what the server holds. The document gets "cells:marked" whenever a
// cell becomes .is-err or is so no longer.

const PATIENCE = 20000; // ms until a request counts as lost
const PAUSES = [2000, 4000, 8000, 15000, 30000]; // ms before each further attempt
const REFUSED = "Máy chủ không nhận ô này. Hãy chép lại nội dung vừa nhập, rồi tải lại trang.";

// Cells waiting, the one being sent, attempts that failed since the last success, when that was.
const line = { queue: [], busy: null, tries: 0, timer: 0, savedAt: "" };
const saved = new WeakMap(); // cell -> the text the server holds
let numbered = 0;

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const chosen = (list) => [...list.options].find((each) => each.defaultSelected)?.value ?? "";
const held = (cell) => saved.get(cell) ?? cell.defaultValue ?? (cell.options ? chosen(cell) : "");
const box = (cell) => cell.closest("td, th") ?? cell.parentElement;

function keyOf(cell) {
  return cell.closest("[data-row]")?.dataset.row ?? cell.closest("tr");
}

function cellsOf(key) {
  const parts = typeof key === "string" ? all(`[data-row="${CSS.escape(key)}"]`) : [key];
  return parts.flatMap((part) => (part.matches("[data-cell]") ? [part] : all("[data-cell]", part)));
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function icon(name) {
  const made = element("span", `i i-${name}`);
  made.setAttribute("aria-hidden", "true");
  return made;
}

function button(text, act) {
  const made = element("button", "btn btn-link p-0 align-baseline", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function status(state, text, ...more) {
  const sign = { saving: "sync", saved: "saved", error: "alert" }[state];
  for (const place of all("[data-save]")) {
    place.dataset.state = state;
    place.replaceChildren(icon(sign), text, ...more);
  }
}

function tellState() {
  if (line.tries) {
    status("error", "Chưa lưu được, ", button("thử lại", pump));
  } else if (line.busy || line.queue.length) {
    status("saving", "Đang lưu");
  } else if (all("[data-cell]").some((cell) => box(cell).matches(".is-err"))) {
    status("error", "Còn ô chưa lưu được");
  } else if (line.savedAt) {
    status("saved", `Đã lưu lúc ${line.savedAt}`);
  } else {
    all("[data-save]").forEach((place) => place.replaceChildren());
  }
}

function explain(cell, sentence, buttons = []) {
  silence(cell);
  const row = cell.closest("tr");
  const message = element("tr", buttons.length ? "kt-rowmsg kt-rowmsg--warn" : "kt-rowmsg");
  const text = element("td", "");
  text.colSpan = [...row.cells].reduce((sum, each) => sum + each.colSpan, -1);
  text.id = `loi-${(numbered += 1)}`;
  const spoken = element("span", "", ` ${sentence} `);
  spoken.setAttribute("role", "alert");
  const inside = element("div", "");
  inside.append(icon("alert"), spoken, ...buttons.flatMap((each, place) => (place ? [" · ", each] : [each])));
  text.append(inside);
  message.append(element("td", ""), text);
  row.after(message);
  box(cell).classList.add("is-err");
  cell.setAttribute("aria-invalid", "true");
  cell.setAttribute("aria-describedby", text.id);
  document.dispatchEvent(new Event("cells:marked"));
}

function silence(cell) {
  const message = document.getElementById(cell.getAttribute("aria-describedby") ?? "")?.closest("tr.kt-rowmsg");
  message?.remove();
  box(cell).classList.remove("is-err");
  cell.removeAttribute("aria-invalid");
  cell.removeAttribute("aria-describedby");
  document.dispatchEvent(new Event("cells:marked"));
}

function save(cell) {
  if (!line.queue.includes(cell) && (cell.value !== held(cell) || line.busy === cell)) {
    line.queue.push(cell);
  }
  pump();
}

async function pump() {
  if (line.busy) {
    return;
  }
  clearTimeout(line.timer);
  while (line.queue.length) {
    line.busy = line.queue.shift();
    tellState();
    if (line.busy.value === held(line.busy) || (await send(line.busy))) {
      line.tries = 0;
    } else {
      line.queue = [...line.queue.filter((cell) => cell !== line.busy), line.busy];
      line.timer = setTimeout(pump, PAUSES[Math.min(line.tries, PAUSES.length - 1)]);
      line.tries += 1;
      break;
    }
  }
  line.busy = null;
  tellState();
}

// Send one cell; false when it has to be tried again.
async function send(cell) {
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
  // The token is read each time: signing in again in another window changes it.
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  try {
    const answer = await fetch(cell.dataset.cell, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token, Accept: "application/json" },
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE),
    });
    return await take(answer, cell, sent);
  } catch {
    return false;
  }
}

async function take(answer, cell, sent) {
  const signIn = answer.redirected && new URL(answer.url).pathname === document.body.dataset.login;
  if (signIn || answer.status === 401 || answer.status === 403) {
    document.dispatchEvent(new Event("session:ended")); // connection.js says so
    return false;
  }
  if (answer.status === 429 || answer.status >= 500) {
    return false;
  }
  const plain = answer.redirected || !answer.headers.get("Content-Type")?.includes("json");
  const facts = plain ? {} : await answer.json();
  if (answer.ok && !plain) {
    settle(cell, sent, facts);
  } else if (answer.status === 409 && !plain) {
    askWhich(cell, facts);
  } else {
    explain(cell, facts.sentence ?? REFUSED);
  }
  return true;
}

function settle(cell, sent, facts) {
  for (const [each, text] of sent) {
    saved.set(each, text);
    silence(each);
  }
  line.savedAt = new Date().toTimeString().slice(0, 5);
  box(cell).classList.add("is-dirty");
  if (facts.value !== undefined) {
    put(cell, facts.value, sent.get(cell));
  }
  for (const each of cellsOf(keyOf(cell))) {
    each.dataset.version = facts.version;
    const text = facts.values?.[each.dataset.name];
    if (text !== undefined) {
      put(each, text, sent.get(each) ?? held(each));
    }
  }
  for (const place of all("[data-total]")) {
    place.textContent = facts.totals?.[place.dataset.total] ?? place.textContent;
  }
  cell.closest("tr").dispatchEvent(new CustomEvent("cells:saved", { bubbles: true, detail: facts }));
}

// Show what the server holds, unless somebody typed on meanwhile.
function put(cell, text, before) {
  saved.set(cell, text);
  if (cell.value === before) {
    cell.value = text;
  }
}

function askWhich(cell, facts) {
  if (facts.value === cell.value) { // the answer to an earlier attempt was lost on its way
    settle(cell, new Map([[cell, cell.value]]), facts);
    return;
  }
  const decide = (text) => {
    saved.set(cell, facts.value);
    for (const each of cellsOf(keyOf(cell))) {
      each.dataset.version = Math.max(facts.version, each.dataset.version);
      const theirs = facts.values?.[each.dataset.name];
      if (each !== cell && theirs !== undefined) {
        put(each, theirs, held(each)); // goes along with the next text of this row
      }
    }
    silence(cell);
    cell.value = text ?? cell.value;
    cell.focus();
    save(cell);
  };
  const there = facts.value ? `“${facts.value}”` : "ô trống";
  explain(cell, `${facts.sentence} Trên máy chủ: ${there}.`, [
    button("Dùng giá trị trên máy chủ", () => decide(facts.value)),
    button("Ghi đè bằng giá trị vừa nhập", () => decide()),
  ]);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-cell]")) {
    if (event.target.value === held(event.target)) {
      silence(event.target);
    }
    save(event.target);
  }
});

document.addEventListener("cells:restore", (event) => {
  const cell = event.target;
  line.queue = line.queue.filter((each) => each !== cell);
  cell.value = held(cell);
  silence(cell);
  save(cell); // what is on its way is undone by what follows it
});

window.addEventListener("online", pump);
window.addEventListener("focus", pump);

const unsaved = () => all("[data-cell]").filter((cell) => cell.value !== held(cell));
const idle = () => !line.busy && !line.queue.length;

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (!form.matches("[data-after-cells]") || (idle() && !unsaved().length)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    unsaved().filter((cell) => !box(cell).matches(".is-err")).forEach(save);
    while (!idle() && !line.tries) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    if (idle() && !unsaved().length) {
      form.requestSubmit(event.submitter);
    } else {
      unsaved()[0]?.focus();
    }
  },
  true,
);

window.addEventListener("beforeunload", (event) => {
  if (unsaved().some((cell) => cell !== line.busy)) { // that one reaches the server without the page
    event.preventDefault();
  }
});

all("[data-without-script]").forEach((way) => way.remove());
unsaved().forEach(save); // a browser may bring back what was typed before a reload

// What the modules of the grid share: cells and their names on the page, small elements, short remarks.
//
// All files of static/js/grid/ are joined into vendor/grid.js (core/management/commands/bundle.py); a name
// that one of them gives away is unique among them all.

export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
export const box = (cell) => cell.closest("td, th") ?? cell.parentElement;
export const isCell = (target) => Boolean(target?.matches?.("[data-cell]"));

// The name under which answers speak of a cell: data-name, or what stands before the number in its name.
export const nameOf = (cell) => cell.dataset.name ?? (cell.name.replace(/-?\d+$/, "") || "text");

// The key of a cell's row: rows with the same data-row are one row (without it: the nearest tr).
export const keyOf = (cell) => cell.closest("[data-row]")?.dataset.row ?? cell.closest("tr");

export function cellsOf(key) {
  const parts = typeof key === "string" ? all(`[data-row="${CSS.escape(key)}"]`) : [key];
  return parts.flatMap((part) => (isCell(part) ? [part] : all("[data-cell]", part)));
}

// What a cell is called in a sentence: the words a screen reader says.
export const labelOf = (cell) => cell.getAttribute("aria-label") ?? cell.labels?.[0]?.textContent.trim() ?? cell.name;

// What a cell shows: the words of a choice, not its key.
export const textOf = (cell) => (cell.matches("select") ? (cell.selectedOptions[0]?.text.trim() ?? "") : cell.value);

// The text to set for what somebody typed elsewhere; null where a choice has no such words.
export function valueFor(cell, text) {
  if (!cell.matches("select")) {
    return text;
  }
  const wanted = text.trim().toLocaleLowerCase("vi");
  const same = (option) => [option.value, option.text.trim()].some((each) => each.toLocaleLowerCase("vi") === wanted);
  return [...cell.options].find(same)?.value ?? null;
}

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

export function icon(name) {
  const made = element("span", `i i-${name}`);
  made.setAttribute("aria-hidden", "true");
  return made;
}

export function button(text, act, className = "btn btn-link p-0 align-baseline") {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

// A remark that goes away by itself; it is never the only copy of an error.
export function say(sentence) {
  const toast = element("div", "toast show kt-say");
  toast.setAttribute("role", "status");
  const inside = element("div", "toast-body");
  const words = element("span");
  inside.append(words, button("Đóng", () => toast.remove(), "btn btn-link"));
  toast.append(inside);
  all(".kt-say").forEach((each) => each.remove());
  document.getElementById("bao-loi").append(toast);
  words.textContent = sentence; // said once it is on the page
  setTimeout(() => toast.remove(), 8000);
  return () => toast.remove();
}

// The token is read each time: signing in again changes it.
export const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

export function post(url, body, more = {}) {
  return fetch(url, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrf(), "X-User": document.body.dataset.user ?? "", Accept: "application/json" },
    signal: AbortSignal.timeout(20000),
    ...more,
  });
}

// Whether the answer is the sign-in page, or says that this account may not write (any more).
export const isSignedOut = (answer) =>
  [401, 403].includes(answer.status) ||
  (answer.redirected && new URL(answer.url).pathname === document.body.dataset.login);

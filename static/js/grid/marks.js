// Why a cell was refused, under its row; which cells are in error, and the way to the next one (F8).
//
//   [data-errors]      optional button with a span: "2 ô lỗi", hidden without any; goes to the next one
//   [data-uncounted]   optional, within a tbody, with a span: "Chưa cộng ô II.2" while a cell of it is refused
//
// The document gets "cells:marked" whenever a cell becomes .is-err or is so no longer.

import { all, box, element, icon } from "./dom.js";

let numbered = 0;

export function explain(cell, sentence, buttons = []) {
  silence(cell);
  const row = cell.closest("tr");
  const message = element("tr", buttons.length ? "kt-rowmsg kt-rowmsg--warn" : "kt-rowmsg");
  const text = element("td");
  text.colSpan = [...row.cells].reduce((sum, each) => sum + each.colSpan, -1);
  text.id = `loi-${(numbered += 1)}`;
  const spoken = element("span", "", ` ${sentence} `);
  spoken.setAttribute("role", "alert");
  const inside = element("div");
  inside.append(icon("alert"), spoken, ...buttons.flatMap((each, place) => (place ? [" · ", each] : [each])));
  text.append(inside);
  message.append(element("td"), text);
  row.after(message);
  box(cell).classList.add("is-err");
  cell.setAttribute("aria-invalid", "true");
  cell.setAttribute("aria-describedby", text.id);
  document.dispatchEvent(new Event("cells:marked"));
}

export function silence(cell) {
  if (!cell.hasAttribute("aria-invalid") && !box(cell).matches(".is-err")) {
    return;
  }
  const message = document.getElementById(cell.getAttribute("aria-describedby") ?? "")?.closest("tr.kt-rowmsg");
  message?.remove();
  box(cell).classList.remove("is-err");
  cell.removeAttribute("aria-invalid");
  cell.removeAttribute("aria-describedby");
  document.dispatchEvent(new Event("cells:marked"));
}

const wrong = () => all(".is-err [data-cell]");

export function nextError() {
  const here = document.activeElement;
  const after = wrong().find((cell) => here.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING);
  (after ?? wrong()[0])?.focus();
}

document.addEventListener("cells:marked", () => {
  const cells = wrong();
  for (const place of all("[data-errors]")) {
    place.hidden = !cells.length;
    place.lastElementChild.textContent = `${cells.length} ô lỗi`;
  }
  for (const place of all("[data-uncounted]")) {
    const inside = cells.filter((cell) => cell.closest("tbody") === place.closest("tbody"));
    const codes = new Set(inside.map((cell) => cell.closest("tr").querySelector(".kt-id")?.textContent.trim()));
    place.hidden = !codes.size;
    place.lastElementChild.textContent = [...codes].join(", ");
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-errors]")) {
    event.preventDefault();
    nextError();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    nextError();
  }
});

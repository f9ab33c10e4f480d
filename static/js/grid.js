// Moving about a grid whose cells save themselves (cells.js), as people know it from Excel:
// Enter and ↓ go to the cell below, ↑ to the one above, Tab to the next; Esc puts back what is saved;
// F8 goes to the next cell in error; a block copied from Excel is spread over the cells below and beside.
//
//   [data-errors]      optional button with a span: "2 ô lỗi", hidden without any; goes to the next one
//   [data-uncounted]   optional, within a tbody, with a span: "Chưa cộng ô II.2" while a cell of it is refused

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function columnOf(cell) {
  const place = (each) => each.dataset.name ?? each.closest("td, th").cellIndex;
  return all("[data-cell]", cell.closest("table")).filter((each) => place(each) === place(cell));
}

function go(cell, step) {
  const column = columnOf(cell);
  const next = column[column.indexOf(cell) + step];
  if (!next) {
    cell.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  next.focus();
  next.select?.();
}

function nextError() {
  const wrong = all("td.is-err [data-cell]");
  const here = document.activeElement;
  const after = wrong.find((cell) => here.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING);
  (after ?? wrong[0])?.focus();
}

document.addEventListener("cells:marked", () => {
  const wrong = all("td.is-err [data-cell]");
  for (const place of all("[data-errors]")) {
    place.hidden = !wrong.length;
    place.lastElementChild.textContent = `${wrong.length} ô lỗi`;
  }
  for (const place of all("[data-uncounted]")) {
    const inside = wrong.filter((cell) => cell.closest("tbody") === place.closest("tbody"));
    const codes = new Set(inside.map((cell) => cell.closest("tr").querySelector(".kt-id")?.textContent.trim()));
    place.hidden = !codes.size;
    place.lastElementChild.textContent = [...codes].join(", ");
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    nextError();
    return;
  }
  const cell = event.target;
  if (!cell.matches?.("input[data-cell]") || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    go(cell, step);
  } else if (event.key === "Escape") {
    cell.dispatchEvent(new CustomEvent("cells:restore", { bubbles: true }));
  }
});

document.addEventListener("paste", (event) => {
  const cell = event.target;
  const text = event.clipboardData?.getData("text/plain").replace(/\r?\n$/, "") ?? "";
  if (!cell.matches?.("input[data-cell]") || !/[\t\n]/.test(text)) {
    return;
  }
  event.preventDefault();
  const below = columnOf(cell).slice(columnOf(cell).indexOf(cell));
  text.split(/\r?\n/).forEach((line, down) => {
    const beside = below[down] ? all("[data-cell]", below[down].closest("tr")) : [];
    const first = beside.indexOf(below[down]);
    line.split("\t").forEach((part, right) => {
      const into = beside[first + right];
      if (into) {
        into.value = part.trim();
        into.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  });
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-errors]")) {
    event.preventDefault();
    nextError();
  }
});

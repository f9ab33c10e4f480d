// The grids of appraisal and cross-scoring beyond their cells (cells.js): a line that differs is marked, the
// line whose evidence is open is shown; where there are agreed points, the row for the second reason opens when
// they leave the appraised ones. A line that somebody else appraises has no cells, or only the agreed ones.

const rowsOf = (key) => [...document.querySelectorAll(`tr[data-row="${CSS.escape(key)}"]`)];

function draw(key, marks) {
  const [line, second] = rowsOf(key);
  line.classList.toggle("is-diff", marks.effect !== "");
  const reason = line.querySelector('[data-name="reason"]');
  if (reason) {
    reason.required = marks.effect !== "";
  }
  const difference = line.querySelector(".kt-diff");
  difference.className = `kt-diff kt-diff--${marks.effect || "same"}`;
  const agreed = line.querySelector(".kt-agree");
  if (!agreed) {
    return; // cross-scoring: one column of points
  }
  agreed.classList.toggle("is-set", marks.set);
  agreed.classList.toggle("is-auto", !marks.set);
  const explained = second?.querySelector('[data-name="agreed_reason"]');
  if (!explained) {
    return;
  }
  second.classList.toggle("is-shut", !marks.set);
  explained.required = marks.set;
  second.querySelector("[data-because]").textContent = marks.because;
}

const judged = (line) => line.querySelector('[data-name="points"]')?.value ?? line.querySelector('[data-shown="points"]').textContent;

function openSecond(cell) {
  const [line, second] = rowsOf(cell.closest("tr").dataset.row);
  const apart = cell.value.trim() !== "" && cell.value !== judged(line);
  const explained = second.querySelector('[data-name="agreed_reason"]').value !== "";
  second.classList.toggle("is-shut", !apart && !explained);
}

function markOpen() {
  for (const line of document.querySelectorAll("tr[data-row]")) {
    line.classList.toggle("is-open", location.hash === `#mc-${line.dataset.row}` && line.id !== "");
  }
}

document.addEventListener("cells:saved", (event) => {
  const row = event.target.closest("[data-row]");
  if (row && event.detail.marks) {
    draw(row.dataset.row, event.detail.marks);
  }
});
for (const name of ["input", "cells:restore"]) {
  document.addEventListener(name, (event) => {
    if (event.target.matches('[data-name="agreed"]')) {
      openSecond(event.target);
    }
  });
}
window.addEventListener("hashchange", markOpen);
markOpen();

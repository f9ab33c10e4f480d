// Rows of the criteria table dragged by their grip. The row that is hovered says where the dragged one would
// come: before it, after it, or (the lower half of a group's row) as the first inside. What is dropped is sent
// as a form. The buttons of a row and the keys (outline.js) do the same step by step, without a mouse.

const table = document.querySelector("[data-outline]");
const form = document.querySelector("form[data-drop]");
const marks = ["is-before", "is-after", "is-inside"];
let dragged = null;

const rowOf = (event) => event.target.closest?.("tr[data-row]");

function where(row, y) {
  const box = row.getBoundingClientRect();
  if (y < box.top + box.height / 2) {
    return "before";
  }
  return row.id.startsWith("nhom-") ? "inside" : "after";
}

function clear() {
  table.querySelectorAll(marks.map((mark) => `.${mark}`).join()).forEach((row) => row.classList.remove(...marks));
}

if (table && form) {
  for (const grip of table.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    grip.draggable = true;
  }
  table.addEventListener("dragstart", (event) => {
    dragged = event.target.matches?.("[data-grip]") ? rowOf(event) : null;
    if (dragged) {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.id);
      event.dataTransfer.setDragImage(dragged, 0, 0);
      dragged.classList.add("is-dragged");
    }
  });
  table.addEventListener("dragover", (event) => {
    const row = rowOf(event);
    if (dragged && row && row !== dragged) {
      event.preventDefault();
      clear();
      row.classList.add(`is-${where(row, event.clientY)}`);
    }
  });
  table.addEventListener("drop", (event) => {
    const row = rowOf(event);
    if (dragged && row && row !== dragged) {
      event.preventDefault();
      form.action = dragged.dataset.drop;
      form.elements.on.value = row.id;
      form.elements.where.value = where(row, event.clientY);
      form.submit();
    }
  });
  table.addEventListener("dragend", () => {
    clear();
    dragged?.classList.remove("is-dragged");
    dragged = null;
  });
}

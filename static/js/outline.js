// The criteria table as an outline: rows are walked with the arrows and moved with Alt and an arrow,
// Enter edits, Insert adds after. Every key presses a button or link of the row, so all of it works without.

const table = document.querySelector("[data-outline]");
const rows = table ? [...table.querySelectorAll("tr[data-row]")] : [];

function choose(row) {
  rows.forEach((other) => other.setAttribute("tabindex", other === row ? "0" : "-1"));
  row.focus();
}

function press(row, key) {
  const target = row.querySelector(`[data-key="${key}"]`);
  target?.click();
  return Boolean(target);
}

if (rows.length) {
  const named = rows.find((row) => `#${row.id}` === location.hash);
  rows.forEach((row) => row.setAttribute("tabindex", row === (named || rows[0]) ? "0" : "-1"));
  named?.focus();
  table.addEventListener("keydown", (event) => {
    const place = rows.indexOf(event.target); // keys count on the row itself, not inside its buttons
    if (place < 0 || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    let done = false;
    if (step && event.altKey) {
      done = press(rows[place], step < 0 ? "up" : "down");
    } else if (step && rows[place + step]) {
      choose(rows[place + step]);
      done = true;
    } else if (event.key === "Enter") {
      done = press(rows[place], "edit");
    } else if (event.key === "Insert") {
      done = press(rows[place], "add");
    }
    if (done || (step && event.altKey)) {
      event.preventDefault();
    }
  });
}

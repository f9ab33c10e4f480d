// The criteria table as an outline: the rows of the tree are walked with the arrows, up and down row by row, left
// to the group a row stands in, right to the first row of a group. With Alt the row itself moves: among its
// siblings, into the group above, out of its group. Enter edits, Insert adds after, Shift and Insert a group
// inside. Every key presses a button or link of the row, so all of it works without.

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

const level = (row) => Number(row?.dataset.level ?? 0);

// The row to which an arrow leads from the row at `place`.
const walks = {
  ArrowUp: (place) => rows[place - 1],
  ArrowDown: (place) => rows[place + 1],
  ArrowLeft: (place) => rows.slice(0, place).findLast((row) => level(row) < level(rows[place])),
  ArrowRight: (place) => (level(rows[place + 1]) > level(rows[place]) ? rows[place + 1] : undefined),
};
const moves = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "into" };
const acts = { Enter: "edit", Insert: "add" };

function follow(event, place) {
  if (event.shiftKey) {
    return event.key === "Insert" && press(rows[place], "group");
  }
  if (event.altKey) {
    return event.key in moves && (press(rows[place], moves[event.key]), true); // never the browser's "back"
  }
  const next = walks[event.key]?.(place);
  if (next) {
    choose(next);
    return true;
  }
  return event.key in acts && press(rows[place], acts[event.key]);
}

if (rows.length) {
  const named = rows.find((row) => `#${row.id}` === location.hash);
  rows.forEach((row) => row.setAttribute("tabindex", row === (named || rows[0]) ? "0" : "-1"));
  named?.focus();
  table.addEventListener("keydown", (event) => {
    const place = rows.indexOf(event.target); // keys count on the row itself, not inside its buttons
    if (place >= 0 && !event.ctrlKey && !event.metaKey && follow(event, place)) {
      event.preventDefault();
    }
  });
}

// When cells are sent: a moment after the last key, when a cell is left, before the form is; what a page that
// is closed asks first.

import { all, isCell } from "./dom.js";
import { remember } from "./memory.js";
import { commit, idle, isBusy, pump, refused, resume, save, tries, trouble } from "./cells.js";
import { held, typing, unsaved } from "./texts.js";
import { silence } from "./marks.js";

const PAUSE = 1000; // ms without a key, then what stands in the cell is sent
const LONGEST = 2000; // ms from the first key that is not sent yet

document.addEventListener("input", (event) => {
  const cell = event.target;
  if (!isCell(cell)) {
    return;
  }
  remember(cell);
  if (cell.matches("textarea, select")) {
    return; // a long text is sent when writing pauses (writing.js), a choice at once
  }
  const { since = Date.now(), timer } = typing.get(cell) ?? {};
  clearTimeout(timer);
  const wait = Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now()));
  const sendNow = () => {
    typing.set(cell, {}); // from now on the clock starts again with the next key
    save(cell);
  };
  typing.set(cell, { since, timer: setTimeout(sendNow, wait) });
});

document.addEventListener("change", (event) => {
  if (isCell(event.target)) {
    commit(event.target);
  }
});
document.addEventListener("focusout", (event) => {
  if (typing.has(event.target)) {
    commit(event.target); // a browser may forget the change when a script has touched the text
  }
});

document.addEventListener("cells:restore", (event) => {
  const cell = event.target;
  cell.value = event.detail?.text ?? held(cell);
  silence(cell);
  commit(cell); // what is on its way is undone by what follows it
});

document.addEventListener("cells:signed-in", resume);
window.addEventListener("online", pump);
window.addEventListener("focus", () => trouble() !== "session" && pump());
document.addEventListener("visibilitychange", () => document.hidden && [...typing.keys()].forEach(save));

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (!form.matches("[data-after-cells]") || (idle() && !unsaved().length)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    unsaved().filter((cell) => !refused(cell)).forEach(commit);
    while (!idle() && !tries()) {
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
  if (unsaved().some((cell) => !isBusy(cell))) { // that one reaches the server without the page
    event.preventDefault();
  }
});

all("[data-without-script]").forEach((way) => way.remove());

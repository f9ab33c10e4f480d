// What a block would change, cell by cell, before anything is saved: old → new, what the server would refuse
// and why, the total afterwards. The server tries the block out (table[data-rehearse="URL"]); there are no
// rules and no sums here.

import { all, button, cellsOf, element, keyOf, labelOf, post, say, textOf } from "./dom.js";
import { gridOf } from "./matrix.js";

const UNTRIED = "Chưa hỏi được máy chủ; mỗi ô được kiểm tra khi gửi.";

// The fields of the rows that are touched, as the form would send them with the new texts.
function bodyOf(pairs) {
  const body = new URLSearchParams();
  const keys = new Set(pairs.map(([cell]) => keyOf(cell)));
  for (const key of keys) {
    const parts = typeof key === "string" ? all(`tr[data-row="${CSS.escape(key)}"]`) : [key];
    const hidden = parts.flatMap((part) => all('input[type="hidden"][name]', part));
    [...hidden, ...cellsOf(key)].forEach((field) => body.set(field.name, field.value));
  }
  pairs.forEach(([cell, text]) => body.set(cell.name, text));
  return body;
}

async function rehearse(table, pairs) {
  try {
    const answer = await post(table.dataset.rehearse, bodyOf(pairs));
    return answer.ok && !answer.redirected ? await answer.json() : {};
  } catch {
    return {};
  }
}

function rowOf(change) {
  const row = element("tr", change.sentence ? "is-refused" : "");
  const name = element("th", "", labelOf(change.cell));
  name.scope = "row";
  const before = element("td");
  before.append(textOf(change.cell) ? element("del", "kt-was", textOf(change.cell)) : element("span", "kt-was", "ô trống"));
  const after = element("td");
  after.append(element(change.sentence ? "s" : "ins", "kt-is", change.shown || "ô trống"));
  row.append(name, before, after, element("td", "kt-why", change.sentence));
  return row;
}

function tableOf(changes) {
  const table = element("table", "kt-table");
  const head = element("tr");
  for (const text of ["Ô", "Đang có", "Sẽ thành", "Máy chủ không nhận vì"]) {
    const cell = element("th", "", text);
    cell.scope = "col";
    head.append(cell);
  }
  const top = element("thead");
  top.append(head);
  const body = element("tbody");
  body.append(...changes.map(rowOf));
  table.append(top, body);
  return table;
}

function totalOf(totals) {
  const place = document.querySelector(".kt-foot-total [data-total]");
  const after = totals?.[place?.dataset.total];
  return after === undefined ? "" : ` Tổng điểm sau khi ghi: ${after} (đang là ${place.textContent.trim()}).`;
}

function summary(changes, good, more, facts) {
  const refused = changes.length - good.length;
  const parts = [
    `${good.length} ô sẽ đổi`,
    refused && `${refused} ô máy chủ không nhận và được bỏ qua`,
    more.same && `${more.same} ô giữ nguyên`,
    more.outside && `${more.outside} ô nằm ngoài bảng hoặc đang khóa`,
  ];
  return `${parts.filter(Boolean).join(", ")}.${facts.refused ? totalOf(facts.totals) : ` ${UNTRIED}`}`;
}

function labelFor(cell, value) {
  return cell.matches("select") ? ([...cell.options].find((each) => each.value === value)?.text.trim() ?? value) : value;
}

// One cell of the block as the server sees it. `unknown` is what no choice of the cell says.
function changeOf([cell, text, unknown], facts) {
  const sentence = unknown?.why ?? facts.refused?.[cell.name] ?? "";
  const value = sentence ? text : (facts.values?.[cell.name] ?? text);
  return { cell, text, sentence, value, shown: unknown?.given ?? labelFor(cell, value) };
}

// Ask about [cell, text, unknown?] triples; resolves to the [cell, text] pairs to write, none when cancelled.
export async function ask(title, triples, outside = 0) {
  const pairs = triples.filter(([cell, text]) => text !== null && cell.value !== text);
  const done = pairs.length > 20 ? say("Đang đối chiếu với máy chủ.") : () => {};
  const facts = pairs.length ? await rehearse(gridOf(pairs[0][0]), pairs) : {};
  done();
  const changes = triples.map((triple) => changeOf(triple, facts));
  const asked = changes.filter((change) => change.sentence || change.value !== change.cell.value);
  const good = asked.filter((change) => !change.sentence);
  const more = { same: changes.length - asked.length, outside };
  return new Promise((resolve) => open(title, asked, good, summary(asked, good, more, facts), resolve));
}

function open(title, asked, good, words, resolve) {
  const dialog = element("dialog", "kt-dialog");
  const heading = element("h2", "", title);
  heading.id = "khac-biet";
  dialog.setAttribute("aria-labelledby", heading.id);
  const scroll = element("div", "kt-dialog-body");
  scroll.tabIndex = 0;
  scroll.append(tableOf(asked));
  const actions = element("div", "kt-actions");
  const write = () => {
    resolve(good.map(({ cell, text }) => [cell, text]));
    dialog.close();
  };
  actions.append(button("Bỏ, không ghi", () => dialog.close(), "btn btn-secondary"));
  if (good.length) {
    actions.append(button(`Ghi ${good.length} ô`, write, "btn btn-primary"));
  }
  dialog.append(heading, element("p", "", words), ...(asked.length ? [scroll] : []), actions);
  dialog.addEventListener("close", () => {
    dialog.remove();
    resolve([]);
  });
  document.body.append(dialog);
  dialog.showModal();
  actions.lastElementChild.focus();
}

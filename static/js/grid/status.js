// What the page says about saving, in .kt-save[data-save] (role="status"):
//   Đang lưu / Đã lưu lúc 09:42 / Mất mạng: 3 ô chờ gửi, thử lại / Hết phiên làm việc: … / Còn ô chưa lưu được

import { all, button, icon } from "./dom.js";

const TROUBLES = {
  network: "Mất mạng",
  server: "Máy chủ chưa nhận",
  session: "Hết phiên làm việc",
};
const SIGNS = { saving: "sync", saved: "saved", error: "alert" };
let last = "";

function show(state, text, ...more) {
  const now = [state, text, more.length].join();
  if (now === last) {
    return; // what has not changed is not read out again
  }
  last = now;
  for (const place of all("[data-save]")) {
    place.dataset.state = state;
    place.replaceChildren(...(text ? [icon(SIGNS[state]), text, ...more] : []));
  }
}

// line: {trouble, waiting, busy, savedAt}; retry: what "thử lại" does.
export function tell(line, retry) {
  if (line.trouble) {
    const name = line.trouble === "session" ? "nhập mật khẩu" : "thử lại";
    show("error", `${TROUBLES[line.trouble]}: ${line.waiting} ô chờ gửi, `, button(name, retry));
  } else if (line.busy || line.waiting) {
    show("saving", "Đang lưu");
  } else if (all("[data-cell]").some((cell) => cell.closest("td, th")?.matches(".is-err"))) {
    show("error", "Còn ô chưa lưu được");
  } else {
    show("saved", line.savedAt && `Đã lưu lúc ${line.savedAt}`);
  }
}

// The picture of the phôi: chosen, it is laid under the sheet at once; the words stay where they are. What the
// picture laid is for is changed at once, too.

import { isSignedOut, post } from "../grid/dom.js";
import { listen, model, show } from "./design.js";

const PATIENCE = 120000; // ms: a scan may be 20 MB
const ACTS = {
  lay: ["Đang đặt ảnh.", "Đã đặt ảnh dưới tờ giấy.", "Mất kết nối nên chưa đặt được ảnh. Hãy kiểm tra mạng rồi chọn lại tệp."],
  use: ["Đang đổi cách dùng ảnh.", "Đã đổi cách dùng ảnh.", "Mất kết nối nên chưa đổi được cách dùng ảnh. Hãy kiểm tra mạng rồi chọn lại."],
  remove: ["Đang bỏ ảnh.", "Đã bỏ ảnh.", "Mất kết nối nên chưa bỏ được ảnh. Hãy kiểm tra mạng rồi bấm lại."],
};
const part = { last: Promise.resolve() };

export function openPicture(root) {
  part.form = root.querySelector("[data-picture]");
  part.said = part.form.querySelector("[data-picture-said]");
  part.file = part.form.querySelector("[type=file]");
  part.role = part.form.querySelector("select");
  part.remove = part.form.querySelector("[name=remove]");
  part.file.addEventListener("change", () => {
    if (part.file.files.length) {
      send("lay", { role: part.role.value, upload: part.file.files[0] });
    }
  });
  part.role.addEventListener("change", () => model.picture && send("use", { role: part.role.value }));
  part.form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation(); // no busy button
    send("remove", { remove: "1" });
  });
  part.role.value = model.picture?.role ?? "stock";
  listen((what) => what === "view" && draw());
  draw();
}

// One after the other, so that the last one counts.
function send(act, facts) {
  part.last = part.last.then(() => sendNow(act, facts));
}

async function sendNow(act, facts) {
  const [doing, done, lost] = ACTS[act];
  const body = new FormData();
  Object.entries(facts).forEach(([name, value]) => body.append(name, value));
  part.said.textContent = doing;
  const more = { signal: AbortSignal.timeout(PATIENCE) };
  const answer = await post(part.form.action, body, more).catch(() => null);
  part.file.value = "";
  part.file.dispatchEvent(new Event("change", { bubbles: true })); // whoever shows its name
  if (answer && isSignedOut(answer)) {
    document.dispatchEvent(new Event("cells:signed-out"));
  }
  const said = (await answer?.json().catch(() => null)) ?? {};
  if (answer?.ok && "picture" in said) {
    const fresh = said.picture && { ...said.picture, url: `${said.picture.url}&lan=${Date.now()}` }; // same address, other picture
    part.said.textContent = (act === "lay" && said.remark) || done;
    show({ picture: fresh });
  } else {
    part.said.textContent = said.message ?? lost;
  }
  part.role.value = model.picture?.role ?? part.role.value; // also where it was refused
}

function draw() {
  part.remove.hidden = !model.picture || model.locked;
  part.file.disabled = part.role.disabled = model.locked;
}

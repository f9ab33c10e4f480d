// The picture of the phôi: chosen, it is laid under the sheet at once; the words stay where they are.

import { isSignedOut, post } from "../grid/dom.js";
import { listen, model, show } from "./design.js";

const PATIENCE = 120000; // ms: a scan may be 20 MB
const LOST = "Mất kết nối nên chưa đặt được ảnh. Hãy kiểm tra mạng rồi chọn lại tệp.";
const part = {};

export function openPicture(root) {
  part.form = root.querySelector("[data-picture]");
  part.said = part.form.querySelector("[data-picture-said]");
  part.file = part.form.querySelector("[type=file]");
  part.role = part.form.querySelector("select");
  part.remove = part.form.querySelector("[name=remove]");
  part.file.addEventListener("change", () => part.file.files.length && send("Đang đặt ảnh.", { role: part.role.value, upload: part.file.files[0] }));
  part.form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation(); // no busy button
    send("Đang bỏ ảnh.", { remove: "1" });
  });
  part.role.value = model.picture?.role ?? "stock";
  listen((what) => what === "view" && draw());
  draw();
}

async function send(sentence, facts) {
  const body = new FormData();
  Object.entries(facts).forEach(([name, value]) => body.append(name, value));
  part.said.textContent = sentence;
  const more = { signal: AbortSignal.timeout(PATIENCE) };
  const answer = await post(part.form.action, body, more).catch(() => null);
  part.file.value = "";
  if (answer && isSignedOut(answer)) {
    document.dispatchEvent(new Event("cells:signed-out"));
  }
  const said = (await answer?.json().catch(() => null)) ?? {};
  if (answer?.ok && "picture" in said) {
    const fresh = said.picture && { ...said.picture, url: `${said.picture.url}&lan=${Date.now()}` }; // same address, other picture
    part.said.textContent = said.remark || (fresh ? "Đã đặt ảnh dưới tờ giấy." : "Đã bỏ ảnh.");
    show({ picture: fresh });
  } else {
    part.said.textContent = said.message ?? LOST;
  }
}

function draw() {
  part.remove.hidden = !model.picture || model.locked;
  part.file.disabled = part.role.disabled = model.locked;
}

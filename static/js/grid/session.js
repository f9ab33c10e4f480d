// The session ended while the page was open: the password is asked for in place, and the cells go on.
// A second step (the code of an app) is asked for in the same box. Somebody else's session on this browser
// is not ended by us: the box says so, and what was typed waits for its owner.

import { button, csrf, element } from "./dom.js";

const WRONG = "Chưa đăng nhập được. Hãy kiểm tra mật khẩu rồi thử lại.";
const OTHER = "Trình duyệt này đang đăng nhập bằng tài khoản khác. Hãy đăng xuất ở thẻ kia rồi đăng nhập lại; các ô chưa gửi vẫn còn đây.";
const AWAY = "Chưa tới được máy chủ. Hãy kiểm tra mạng rồi thử lại.";
const login = () => document.body.dataset.login;
const PAUSE = 1500; // ms without a key: the box does not take the keys of somebody who is typing
let open = null;
let lastKey = 0;
let waiting = 0;

function field(name, label, type, mode) {
  const group = element("div", "mb-3");
  const title = element("label", "form-label", label);
  const input = element("input", "form-control");
  Object.assign(input, { id: `phien-${name}`, name, type, autocomplete: mode, required: true });
  title.htmlFor = input.id;
  group.append(title, input);
  return group;
}

const headers = () => ({ "X-CSRFToken": csrf(), "X-Requested-With": "XMLHttpRequest", Accept: "application/json" });
const send = (url, facts) => fetch(url, { method: "POST", body: new URLSearchParams(facts), headers: headers() });

// Where the sign-in leads: "" when it failed, otherwise an address.
async function signIn(password) {
  const page = await fetch(login(), { headers: { Accept: "text/html" } }); // brings a token
  if (page.redirected && new URL(page.url).pathname !== login()) {
    return { away: OTHER };
  }
  return read(await send(login(), { login: document.body.dataset.username, password }));
}

async function read(answer) {
  const facts = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  const errors = facts.form?.errors ?? [];
  const said = [...errors, ...Object.values(facts.form?.fields ?? {}).flatMap((each) => each.errors ?? [])];
  return answer.ok && facts.location ? { to: facts.location } : { away: said[0] ?? WRONG };
}

function ask() {
  clearTimeout(waiting);
  if (open) {
    return;
  }
  if (Date.now() - lastKey < PAUSE) {
    waiting = setTimeout(ask, PAUSE);
    return;
  }
  open = element("dialog", "kt-dialog kt-dialog--narrow");
  open.setAttribute("aria-labelledby", "phien-ten");
  const form = element("form");
  const title = element("h2", "", "Phiên làm việc đã kết thúc");
  title.id = "phien-ten";
  const why = `Nhập mật khẩu của ${document.body.dataset.username} để gửi tiếp. Những gì đã nhập còn trên trang này.`;
  const error = element("p", "text-danger");
  error.setAttribute("role", "alert");
  const away = element("a", "btn btn-link", "Đăng nhập ở thẻ khác");
  Object.assign(away, { href: login(), target: "_blank" });
  const actions = element("div", "kt-actions");
  const go = element("button", "btn btn-primary", "Đăng nhập lại");
  actions.append(away, button("Để sau", () => open.close(), "btn btn-secondary"), go);
  const who = element("input", "visually-hidden"); // for the browser's store of passwords
  Object.assign(who, { autocomplete: "username", value: document.body.dataset.username, readOnly: true, tabIndex: -1 });
  who.setAttribute("aria-hidden", "true");
  form.append(title, element("p", "", why), who, field("password", "Mật khẩu", "password", "current-password"), error, actions);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    act(form, error, go);
  });
  open.append(form);
  open.addEventListener("close", () => {
    open.remove();
    open = null;
  });
  document.body.append(open);
  open.showModal();
}

async function act(form, error, go) {
  go.disabled = true;
  error.textContent = "";
  try {
    const code = form.elements.code?.value;
    const found = code ? await read(await send(form.dataset.second, { code })) : await signIn(form.elements.password.value);
    if (found.away) {
      error.textContent = found.away;
    } else if (!code && new URL(found.to, location.href).pathname.startsWith(login())) {
      form.dataset.second = found.to;
      form.elements.password.closest("div").replaceWith(field("code", "Mã của ứng dụng xác thực", "text", "one-time-code"));
      form.elements.code.focus();
    } else {
      open.close();
      document.dispatchEvent(new Event("cells:signed-in"));
    }
  } catch {
    error.textContent = AWAY;
  }
  go.disabled = false;
}

document.addEventListener("cells:signed-out", ask);
document.addEventListener("input", () => {
  lastKey = Date.now();
});
window.addEventListener("focus", async () => {
  if (!open) {
    return;
  }
  const page = await fetch(login()).catch(() => null); // signed in on another tab meanwhile?
  if (open && page?.redirected && new URL(page.url).pathname !== login()) {
    open.close();
    document.dispatchEvent(new Event("cells:signed-in"));
  }
});

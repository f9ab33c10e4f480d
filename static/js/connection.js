// Requests of htmx: they carry the CSRF token, and what htmx would swallow is said in words: no connection,
// an ended session, a refusal without a page. The toast stays until somebody closes it; the page and what
// was typed in it stay too.

const PLACE = "bao-loi";
const SENTENCES = {
  403: "Máy chủ không nhận việc này: bạn không có quyền, hoặc trang mở đã lâu. Hãy tải lại trang rồi thử lại.",
  404: "Mục này không còn nữa. Hãy tải lại trang để xem tình hình mới nhất.",
  413: "Tệp gửi lên quá lớn. Hãy chọn tệp nhỏ hơn.",
  429: "Máy chủ nhận quá nhiều yêu cầu từ máy này. Hãy chờ 5 phút rồi thử lại.",
  507: "Ổ đĩa của máy chủ đã đầy nên việc này chưa được ghi. Hãy báo người quản trị dọn chỗ trống rồi làm lại.",
};
const FAILED = "Máy chủ chưa làm được việc này. Hãy thử lại sau ít phút.";
const LOST = "Mất kết nối với máy chủ. Những gì đã nhập còn trên trang này; hãy kiểm tra mạng rồi thử lại.";
const ENDED = "Phiên làm việc đã kết thúc. Những gì đã nhập còn trên trang này.";

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function say(sentence, link) {
  const place = document.getElementById(PLACE);
  if (place.textContent.includes(sentence)) {
    return;
  }
  const toast = element("div", "toast toast--err show");
  toast.setAttribute("role", "alert");
  const body = element("div", "toast-body");
  const icon = element("span", "i i-alert");
  icon.setAttribute("aria-hidden", "true");
  const close = element("button", "btn btn-link", "Đóng");
  close.type = "button";
  close.addEventListener("click", () => toast.remove());
  body.append(icon, element("span", "", sentence), ...(link ? [link] : []), close);
  toast.append(body);
  place.append(toast);
}

// Read the token each time: signing in again in another window changes it.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
});
document.addEventListener("htmx:sendError", () => say(LOST));
document.addEventListener("htmx:responseError", (event) => {
  say(SENTENCES[event.detail.xhr.status] ?? FAILED);
});
// A refusal (422) lands among the messages at the top of the page: show it.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "thong-bao") {
    event.detail.target.scrollIntoView({ block: "center" });
  }
});
function askToSignIn() {
  const link = element("a", "", "Đăng nhập lại");
  link.href = document.body.dataset.login;
  link.target = "_blank";
  say(ENDED, link);
}

document.addEventListener("session:ended", askToSignIn); // another script found out
document.addEventListener("htmx:beforeSwap", (event) => {
  const signIn = document.body.dataset.login;
  const answered = new URL(event.detail.xhr.responseURL || location.href);
  if (answered.pathname === signIn && location.pathname !== signIn) {
    event.detail.shouldSwap = false;
    askToSignIn();
  }
});

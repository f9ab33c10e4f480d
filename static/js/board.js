// The board on the projector: htmx fetches it every five seconds; when that stops working, the last good board
// stays and a notice says since when. The page asks on by itself, and the notice goes with the next answer.

const PATIENCE = 10000; // ms without a good answer
const board = document.querySelector("[data-board]");
const notice = document.getElementById("mat-mang");
const LOST = "Mất kết nối với máy chủ. Bảng giữ số liệu lúc";
const ENDED = "Phiên làm việc đã kết thúc. Hãy đăng nhập lại rồi mở lại bảng chiếu. Bảng giữ số liệu lúc";
let since = Date.now();
let reason = LOST;

const clock = (moment) => new Date(moment).toTimeString().slice(0, 8);

// Only the board itself takes the place of the board: no sign-in page, no refusal.
board.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  const same = new URL(xhr.responseURL || location.href).pathname === location.pathname;
  event.detail.shouldSwap = xhr.status === 200 && same;
  if (event.detail.shouldSwap) {
    since = Date.now();
    reason = LOST;
    notice.hidden = true;
  } else if (!same || xhr.status === 403) {
    reason = ENDED;
  }
});

setInterval(() => {
  if (Date.now() - since > PATIENCE) {
    notice.querySelector("[data-sentence]").textContent = `${reason} ${clock(since)}.`;
    notice.hidden = false;
  }
}, 1000);

// The wall of a hall. It asks every two seconds, with the key from behind #, what was sent to it. While nobody
// answers, the last good picture stays and a notice says since when; it goes by itself with the next answer.
// Clocks run by the server's time, whatever the clock of this machine says or is set to meanwhile.

const EVERY = 2000; // ms between two questions
const LIMIT = 4000; // ms an answer may take
const PATIENCE = 10000; // ms without an answer until the hall is told
const wall = document.querySelector("[data-screen]");
const lost = document.querySelector("[data-lost]");
const ask = document.querySelector("[data-ask]");
const gone = document.querySelector("[data-gone]");
const hours = new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: wall.dataset.zone });

let key = "";
let version = "";
let server = null; // [the server's time in ms, when this page heard it by its own steady clock]
let heard = performance.now();
let round = 0; // a new key begins a new one; what an old one still hears is left aside

const time = () => (server ? server[0] + performance.now() - server[1] : null);

async function heardFrom(answer) {
  const state = answer.headers.get("Screen-State");
  if (answer.status === 404 && state === "gone") {
    return { gone: true };
  }
  if (!/^\d+(-\d+)*$/.test(state ?? "") || ![200, 204].includes(answer.status)) {
    throw new Error("not an answer of ours"); // a proxy's page, a sign-in page of the network: no picture
  }
  return { state, html: answer.status === 200 ? await answer.text() : null, now: Number(answer.headers.get("Screen-Now")) };
}

function end() {
  wall.replaceChildren();
  lost.hidden = true;
  gone.hidden = false;
  ask.hidden = false;
  key = "";
}

function show({ state, html, now }) {
  heard = performance.now();
  server = [now, heard];
  lost.hidden = true;
  if (html !== null) {
    wall.innerHTML = html;
    version = state;
    tick();
  }
}

async function look(mine) {
  try {
    const answer = await fetch(`${wall.dataset.screen}?version=${version}`, {
      headers: { "Screen-Key": key },
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(LIMIT),
    });
    const found = await heardFrom(answer);
    if (mine !== round) {
      return;
    }
    if (found.gone) {
      end();
      return;
    }
    show(found);
  } catch {
    // nobody there: the picture stays, the next question may be answered
  }
  if (mine === round) {
    setTimeout(look, EVERY, mine);
  }
}

function tick() {
  for (const clock of wall.querySelectorAll("[data-until]")) {
    const left = Math.max(0, Math.ceil((Number(clock.dataset.until) - time()) / 1000));
    const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
    clock.textContent = (parts[0] ? parts : parts.slice(1)).map((part) => String(part).padStart(2, "0")).join(":");
  }
  if (key && performance.now() - heard > PATIENCE) {
    lost.querySelector("[data-sentence]").textContent = server
      ? `Mất kết nối từ ${hours.format(new Date(server[0]))}, đang giữ bảng cuối cùng.`
      : "Chưa kết nối được với máy chủ. Màn chiếu sẽ tự hiện khi có kết nối.";
    lost.hidden = false;
  }
}

function begin() {
  round += 1;
  key = location.hash.slice(1).replace(/[^\w-]/g, "");
  version = "";
  heard = performance.now();
  ask.hidden = Boolean(key);
  gone.hidden = true;
  if (key) {
    look(round);
  } else {
    wall.replaceChildren();
  }
}

document.querySelector("[data-key-form]").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = event.target.khoa.value.trim();
  if (location.hash.slice(1) === typed) {
    begin();
  } else {
    location.hash = typed;
  }
});
wall.addEventListener("dblclick", () => document.documentElement.requestFullscreen?.());
window.addEventListener("hashchange", begin);
setInterval(tick, 250);
begin();

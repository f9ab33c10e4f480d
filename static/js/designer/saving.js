// The draft saves itself when work pauses. One request at a time; what the server does not take stays on the
// page and in the browser, and the line at the top says why:
//   Đang lưu / Đã lưu lúc 16:31 / Mất mạng, thử lại / Hết phiên làm việc / Còn ô chưa lưu được

import { all, button, icon, isSignedOut } from "../grid/dom.js";
import { askWhich } from "./conflict.js";
import { keep, left, letGo } from "./kept.js";
import { factsOf, listen, model, setFacts, tellAll } from "./design.js";
import { fetchJson, sendJson } from "./requests.js";

const PAUSE = 800; // ms without a change
const AGAIN = 10000; // ms, after no answer
const state = { url: "", revision: 0, savedAt: "", saved: null, busy: null, trouble: "", errors: {}, remarks: [] };
let waiting = 0;

export const savedRemarks = () => state.remarks;
export const errorOf = (name, field) => state.errors[`${name}.${field}`] ?? "";

// What the last save refused about one item, as remarks.
export function refusalsOf(name) {
  const own = Object.entries(state.errors).filter(([place]) => place.split(".")[0] === name);
  return own.map(([, sentence]) => ({ box: name, kind: "refuse", sentence }));
}

export const isUnsaved = () => !model.locked && model.facts !== state.saved;

// `urls`: {saveUrl, contentUrl}; `content`: what the page was opened with.
export function watchSaving({ saveUrl, contentUrl }, content) {
  const [latest] = contentUrl.split("?"); // the version that is worked on now, whichever the page shows
  Object.assign(state, { url: saveUrl, latest, revision: content.revision, savedAt: content.saved_at ?? "" });
  state.remarks = content.remarks;
  state.saved = model.facts;
  listen((what) => what === "facts" && changed());
  document.addEventListener("cells:signed-in", () => state.trouble === "session" && save());
  window.addEventListener("online", () => isUnsaved() && save());
  window.addEventListener("beforeunload", (event) => state.trouble && isUnsaved() && event.preventDefault());
  window.addEventListener("pagehide", () => isUnsaved() && sendJson(state.url, draft(), { keepalive: true }));
  recall(content);
  tell();
  tellAll("saved");
}

// What an earlier visit could not save: sent on, or, when something else was saved meanwhile, asked about.
// A version that nobody may change leaves it where it is, for the next draft.
async function recall(content) {
  if (model.locked) {
    return;
  }
  const kept = left();
  if (!kept || plain(kept.facts) === plain(model.facts)) {
    letGo();
  } else if (kept.revision === state.revision || (await askWhich(isOwn(content))) === "mine") {
    setFacts(kept.facts);
  } else {
    letGo();
  }
}

const isOwn = (content) => String(content?.saved_by) === document.body.dataset.user;

// The same for the same facts, in whatever order they stand; the server writes colours in capitals.
const plain = (facts) =>
  JSON.stringify(facts, (key, value) => {
    const isNamed = value && typeof value === "object" && !Array.isArray(value);
    return isNamed ? Object.fromEntries(Object.entries(value).sort()) : key === "colour" ? String(value).toUpperCase() : value;
  });

function changed() {
  if (isUnsaved()) {
    keep(state.revision, model.facts);
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  }
  tell();
}

// Save what is not saved; resolves to whether everything is.
export async function save() {
  clearTimeout(waiting);
  while (state.busy) {
    await state.busy;
  }
  if (isUnsaved()) {
    state.busy = send();
    tell();
    await state.busy;
    state.busy = null;
    tell();
  }
  return !isUnsaved();
}

const draft = () => ({ revision: state.revision, ...model.facts });

async function send() {
  const facts = model.facts;
  const answer = await sendJson(state.url, draft());
  if (answer && isSignedOut(answer)) {
    state.trouble = "session";
    document.dispatchEvent(new Event("cells:signed-out"));
    return;
  }
  const said = await answer?.json().catch(() => null);
  if (!answer || answer.status >= 500 || (tellsRevision(answer) && !Number.isInteger(said?.revision))) {
    state.trouble = answer ? "server" : "network";
    waiting = setTimeout(save, AGAIN);
  } else {
    await take(answer, said ?? {}, facts);
  }
}

// Without a revision it came from elsewhere, a page after a redirect say: nothing was saved.
const tellsRevision = (answer) => answer.ok || answer.status === 409;

async function take(answer, said, facts) {
  state.trouble = "";
  state.errors = {};
  if (answer.ok) {
    Object.assign(state, { revision: said.revision, savedAt: said.saved_at, saved: facts, remarks: said.remarks ?? [] });
    if (model.facts === facts) {
      letGo();
    } else {
      keep(state.revision, model.facts);
    }
  } else if (answer.status === 409) {
    await clashed(said, facts);
  } else {
    state.trouble = "refused";
    state.errors = said.errors ?? {};
    state.message = said.message ?? "Máy chủ không nhận bản này. Hãy tải lại trang để xem tình hình mới nhất.";
  }
  tellAll("saved");
}

// What is there now may be this very work, sent on leaving the page: then there is nothing to ask.
async function clashed(said, facts) {
  const now = await held();
  const isThis = now && plain(factsOf(now)) === plain(facts);
  if (isThis || (await askWhich(isOwn(now))) === "mine") {
    state.revision = isThis ? now.revision : said.revision;
    waiting = setTimeout(save, 0);
  } else {
    letGo();
    state.saved = model.facts;
    location.reload();
  }
}

// What the server has, or null.
async function held() {
  const answer = await fetchJson(state.latest).catch(() => null);
  const content = answer?.ok ? await answer.json().catch(() => null) : null;
  return Number.isInteger(content?.revision) ? content : null;
}

const TROUBLES = {
  network: "Mất mạng, chưa lưu được: ",
  server: "Máy chủ chưa nhận: ",
  session: "Hết phiên làm việc: ",
};
let last = "";

function tell() {
  const { trouble, busy, savedAt } = state;
  if (trouble === "refused") {
    show("error", "alert", state.message);
  } else if (trouble) {
    show("error", "alert", TROUBLES[trouble], button(trouble === "session" ? "nhập mật khẩu" : "thử lại", save));
  } else if (busy || isUnsaved()) {
    show("saving", "sync", "Đang lưu");
  } else {
    show("saved", "saved", savedAt && `Đã lưu lúc ${savedAt}`);
  }
}

function show(kind, sign, text, ...more) {
  if (last !== kind + text) {
    last = kind + text; // what has not changed is not read out again
    for (const place of all("[data-save]")) {
      place.dataset.state = kind;
      place.replaceChildren(...(text ? [icon(sign), text, ...more] : []));
    }
  }
}

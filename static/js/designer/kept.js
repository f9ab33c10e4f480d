// What is not saved yet is kept in the browser, per account and page, so that a reload, a crash or a flat
// battery loses nothing (docs/decisions/0010-what-was-typed.md).

const KIND = "kt-mau";
const OLDEST = 30 * 24 * 60 * 60 * 1000; // ms
const key = () => `${KIND}:${document.body.dataset.user}:${location.pathname}`;

function tried(act) {
  try {
    return act();
  } catch {
    return null; // a full or forbidden store: the page goes on as it would without
  }
}

export const keep = (revision, facts) =>
  tried(() => localStorage.setItem(key(), JSON.stringify({ revision, facts, at: Date.now() })));

export const letGo = () => tried(() => localStorage.removeItem(key()));

// {revision, facts} of what was left unsaved here, or null.
export function left() {
  const found = tried(() => JSON.parse(localStorage.getItem(key())));
  return found && Date.now() - found.at < OLDEST ? found : null;
}

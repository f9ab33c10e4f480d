// JSON to the server and back; null where no answer came.

import { csrf, post } from "../grid/dom.js";

const headers = () => ({
  "X-CSRFToken": csrf(),
  "X-User": document.body.dataset.user ?? "",
  "Content-Type": "application/json",
  Accept: "application/json",
});

export const sendJson = (url, facts, more = {}) =>
  post(url, JSON.stringify(facts), { headers: headers(), ...more }).catch(() => null);
export const fetchJson = (url) => fetch(url, { headers: { Accept: "application/json" } });

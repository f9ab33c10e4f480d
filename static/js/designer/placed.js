// What the printer would set: the server's lines at the server's sizes, asked for when work pauses.

import { isSignedOut } from "../grid/dom.js";
import { listen, model, tellAll } from "./design.js";
import { sendJson } from "./requests.js";

const PAUSE = 180; // ms without a change
let address = "";
let waiting = 0;
let asked = 0;
let shown = { texts: new Map(), remarks: [] };

export const textOf = (name) => shown.texts.get(name) ?? null;
export const placedRemarks = () => shown.remarks;

export function watchPlaced(url) {
  address = url;
  listen((what) => {
    if (["facts", "view"].includes(what)) {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    }
  });
  document.addEventListener("cells:signed-in", ask);
  ask();
}

async function ask() {
  const number = ++asked;
  // always with the words of the phôi: they are placed here too, whatever is printed
  const body = { ...model.facts, sample: model.sample, mode: "full", with_code: model.withCode };
  const answer = await sendJson(address, body);
  if (!answer || number !== asked) {
    return; // no connection: what is saved says so; or something newer is asked already
  }
  if (isSignedOut(answer)) {
    document.dispatchEvent(new Event("cells:signed-out"));
  } else if (answer.ok) {
    const { texts, remarks } = await answer.json();
    shown = { texts: new Map(texts.map((text) => [text.name, text])), remarks };
    tellAll("placed");
  } else if (answer.status === 422) {
    refused(await answer.json());
  }
}

// Nothing can be placed at all: a face is lost, say. What is wrong with single fields is said where they are saved.
function refused({ message, errors }) {
  if (!Object.keys(errors).length) {
    shown = { texts: shown.texts, remarks: [{ box: "", kind: "refuse", sentence: message }] };
    tellAll("placed");
  }
}

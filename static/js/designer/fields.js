// A field of the panel and what it stands for: input with data-prop, and data-kind number (default), text,
// flag, face or choice; data-times: what is shown is that many times what is kept (percent); data-least: decimals.

import { element } from "../grid/dom.js";
import { faceKey, faceOf } from "./faces.js";
import { readNumber, rounded, written } from "./numbers.js";

const NO_NUMBER = "Hãy nhập một số, ví dụ 9,5.";
const timesOf = (field) => Number(field.dataset.times ?? 1);

// {fields to set} or {error}: what stands in the field now.
export function readField(field) {
  const { prop, kind = "number", empty } = field.dataset;
  if (kind === "flag") {
    return { fields: { [prop]: field.checked } };
  }
  if (kind === "face") {
    const face = faceOf(field.value);
    return face ? { fields: { family: face.family, weight: face.weight, italic: Boolean(face.italic) } } : {};
  }
  if (kind !== "number") {
    return { fields: { [prop]: field.value } };
  }
  if (!field.value.trim() && empty !== undefined) {
    return { fields: { [prop]: Number(empty) } };
  }
  const number = readNumber(field.value);
  return number === null ? { error: NO_NUMBER } : { fields: { [prop]: rounded(number / timesOf(field), 4) } };
}

// Show what is kept; not in a field somebody is typing in.
export function fillField(field, item) {
  const { prop, kind = "number", empty, least = "0" } = field.dataset;
  if (kind === "flag") {
    field.checked = item[prop];
    return;
  }
  if (field === document.activeElement && kind !== "face" && field.tagName !== "SELECT") {
    return;
  }
  if (kind === "face") {
    field.value = faceKey(item);
  } else if (kind !== "number") {
    field.value = item[prop];
  } else {
    const value = item[prop] * timesOf(field);
    field.value = empty !== undefined && item[prop] === Number(empty) ? "" : written(value, Number(least));
  }
}

// The sentence about a field, below it; "" takes it away.
export function complain(field, sentence) {
  const id = `loi-${field.id}`;
  field.classList.toggle("is-invalid", Boolean(sentence));
  const place = document.getElementById(id) ?? field.parentElement.appendChild(element("p", "invalid-feedback"));
  place.id = id;
  place.textContent = sentence;
  place.classList.toggle("d-block", Boolean(sentence));
  if (sentence) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", id);
  } else {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

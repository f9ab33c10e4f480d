// The two rulers in mm, as SVG; the reach of what is selected is marked on both.

import { frameOfGroup, model } from "./design.js";
import { ticks } from "./geometry.js";

const DEEP = 22; // px
const SVG = "http://www.w3.org/2000/svg";

function drawn(tag, facts, text = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(facts)) {
    made.setAttribute(name, value);
  }
  made.textContent = text;
  return made;
}

export function drawRulers([across, down], scale) {
  const { width, height } = model.facts.sheet;
  const frame = frameOfGroup();
  ruler(across, width, scale, frame && [frame.x, frame.width], (at, deep) => `M${at} ${DEEP}v-${deep}`);
  ruler(down, height, scale, frame && [frame.y, frame.height], (at, deep) => `M${DEEP} ${at}h-${deep}`);
}

function ruler(svg, length, scale, reach, tick) {
  const lies = svg.dataset.ruler === "x";
  const long = length * scale;
  const band = (start, size, kind) =>
    drawn("rect", { class: kind, ...(lies ? { x: start, width: size, height: DEEP } : { y: start, height: size, width: DEEP }) });
  const marks = ticks(length, scale);
  const path = marks.map(({ at, height }) => tick(at * scale + 0.5, height)).join("");
  const words = marks.filter((mark) => mark.label).map((mark) => label(mark, scale, lies));
  const ends = reach ? [reach[0], reach[0] + reach[1]].map((at) => tick(at * scale, DEEP)).join("") : "";
  svg.setAttribute("width", lies ? long : DEEP);
  svg.setAttribute("height", lies ? DEEP : long);
  svg.replaceChildren(
    band(0, long, "kt-ruler-ground"),
    ...(reach ? [band(reach[0] * scale, reach[1] * scale, "kt-ruler-reach")] : []),
    drawn("path", { class: "kt-ruler-ticks", d: path }),
    ...words,
    drawn("path", { class: "kt-ruler-ends", d: ends }),
  );
}

function label({ at, label }, scale, lies) {
  const place = at * scale + 2.5;
  const facts = lies ? { x: place, y: 10 } : { transform: `translate(10 ${place}) rotate(-90)`, "text-anchor": "end" };
  return drawn("text", { "font-size": 9.5, ...facts }, label);
}

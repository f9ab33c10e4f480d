// How the sheet is looked at: over the phôi or as a whole, with its picture or without, with which data;
// and taking back and doing again.

import { all } from "../grid/dom.js";
import { canRedo, canUndo, listen, model, show, step } from "./design.js";

export function openToolbar(root, content) {
  const modes = all("[data-mode]", root);
  const bare = root.querySelector("[data-ghosted]");
  const grid = root.querySelector("[data-snap]");
  const sample = root.querySelector("[data-sample]");
  const coded = root.querySelector("[data-with-code]");
  sample.replaceChildren(...content.samples.map(({ key, label }) => new Option(label, key)));
  const usual = content.samples.find(({ key }) => key === "typical") ?? content.samples[0];
  sample.value = usual?.key ?? "";
  Object.assign(model, { sample: sample.value, bare: !bare.checked, grid: grid.checked, withCode: coded.checked });
  for (const button of modes) {
    button.addEventListener("click", () => show({ mode: button.dataset.mode }));
  }
  bare.addEventListener("change", () => show({ bare: !bare.checked }));
  grid.addEventListener("change", () => show({ grid: grid.checked }));
  sample.addEventListener("change", () => show({ sample: sample.value }));
  coded.addEventListener("change", () => show({ withCode: coded.checked }));
  const [undo, redo] = ["undo", "redo"].map((way) => root.querySelector(`[data-${way}]`));
  undo.addEventListener("click", () => step("undo"));
  redo.addEventListener("click", () => step("redo"));
  const draw = () => {
    for (const button of modes) {
      const on = model.mode === button.dataset.mode;
      button.classList.toggle("active", on);
      button.setAttribute("aria-pressed", String(on));
    }
    bare.disabled = model.mode !== "overlay";
    for (const link of all("[data-proof]")) {
      const url = new URL(link.href);
      url.searchParams.set("sample", model.sample);
      link.href = url;
    }
    all("[data-proof-over]").forEach((line) => {
      line.hidden = model.picture?.role !== "stock";
    });
    undo.disabled = !canUndo();
    redo.disabled = !canRedo();
  };
  listen(draw);
  draw();
}

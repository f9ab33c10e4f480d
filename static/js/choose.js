// "Chọn tất cả": one box ticks all boxes of its form. Without this file each box is ticked by itself.

for (const all of document.querySelectorAll("[data-choose-all]")) {
  const boxes = [...all.closest("form").querySelectorAll("input[type=checkbox][name]")];
  all.closest("[hidden]")?.removeAttribute("hidden");
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const ticked = boxes.filter((other) => other.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    });
  }
}

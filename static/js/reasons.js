// A ready reason picked beside a text is written into it, after what stands there. Without this file the one
// picked counts when the text is empty.

document.addEventListener("change", (event) => {
  const pick = event.target.closest("select[data-reasons]");
  if (!pick || pick.value === "") {
    return;
  }
  const text = document.getElementById(pick.dataset.reasons);
  text.value = [text.value.trim().replace(/[.;]$/, ""), pick.value].filter(Boolean).join("; ");
  pick.value = "";
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
});

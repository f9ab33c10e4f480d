// Every form of the product: the error summary gets the focus after a refused submit,
// and a second click does nothing while the first is under way. Forms work without this file too.

const summary = document.querySelector(".kt-errors");
if (summary) {
  summary.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  // data-stays marks a form whose answer is a file: the page stays and may be sent again.
  if (event.defaultPrevented || form.getAttribute("method") !== "post" || "stays" in form.dataset) {
    return;
  }
  if ("sent" in form.dataset) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  event.submitter?.setAttribute("aria-busy", "true");
});

// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

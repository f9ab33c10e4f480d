// The desk at the door: the field is empty and ready for the next badge while the last one is on its way, and a
// key pressed anywhere goes into it. Without this file each scan loads the page anew, with the field in focus.

const form = document.querySelector("[data-scan]");
const field = form?.elements.code;
const search = document.getElementById("tim-ten");

if (form) {
  form.addEventListener("htmx:beforeSend", (event) => {
    if (event.target === form) {
      field.value = "";
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement !== search) {
      field.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (document.activeElement === document.body && /^\d$/.test(event.key)) {
      field.focus();
    }
  });
}

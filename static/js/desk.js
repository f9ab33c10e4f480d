// The desk at the door: the field is empty and ready for the next badge as soon as one was scanned, and a key
// pressed anywhere goes into it. Without this file each scan loads the page anew, with the field in focus.

const form = document.querySelector("[data-scan]");
const field = form?.elements.code;
const search = document.getElementById("tim-ten");
const scanned = []; // codes on their way, in their order: htmx reads a form when it sends, not when it was submitted

if (form && window.htmx) {
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target === form) {
        scanned.push(field.value);
        field.value = "";
      }
    },
    true, // before htmx
  );
  form.addEventListener("htmx:configRequest", (event) => {
    if (event.target === form) {
      event.detail.parameters.code = scanned.shift();
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

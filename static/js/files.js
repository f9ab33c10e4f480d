// Every place to choose a file: a button and words of ours over those of the browser, which speak its own
// language. They are only looked at: the input below stays what it is for a mouse, the keyboard, a drop, a label
// and a screen reader. Without this file it is seen as the browser draws it.

const ONE = ["Chọn tệp", "Chưa chọn tệp nào"];
const SEVERAL = ["Chọn các tệp", "Chưa chọn tệp nào"];
const CAMERA = ["Mở máy ảnh", "Chưa chụp ảnh nào"];
const wordsOf = (input) => (input.hasAttribute("capture") ? CAMERA : input.multiple ? SEVERAL : ONE);

function dress(input) {
  if (input.nextElementSibling?.matches(".kt-file-face")) {
    return;
  }
  const face = document.createElement("span");
  const button = document.createElement("span");
  const name = document.createElement("span");
  face.className = "kt-file-face";
  face.setAttribute("aria-hidden", "true");
  button.className = "kt-file-button";
  [button.textContent] = wordsOf(input);
  name.className = "kt-file-name";
  face.append(button, name);
  input.classList.add("kt-file");
  input.after(face);
  tell(input);
}

// What is chosen; the browser's own remark of it, shown where the mouse rests, is in its language, too.
function tell(input) {
  const names = [...input.files].map((file) => file.name);
  const text = names.length > 1 ? `${names.length} tệp: ${names.join(", ")}` : (names[0] ?? wordsOf(input)[1]);
  input.title = text;
  input.nextElementSibling.querySelector(".kt-file-name").textContent = text;
}

const all = (within) => [...within.querySelectorAll("input[type=file]")];
const again = () => all(document).filter((input) => input.matches(".kt-file")).forEach(tell);

all(document).forEach(dress);
document.addEventListener("htmx:load", (event) => all(event.target).forEach(dress));
document.addEventListener("change", (event) => event.target.matches?.(".kt-file") && tell(event.target));
// A form that is sent or emptied by a script forgets its files afterwards; a page that comes back may hold some.
for (const moment of ["submit", "reset"]) {
  document.addEventListener(moment, () => setTimeout(again));
}
window.addEventListener("pageshow", again);

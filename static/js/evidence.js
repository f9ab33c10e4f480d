// Evidence of one line: files are chosen, dropped, pasted or photographed, and sent one by one, each with its
// own progress and its own sentence. Without this file the same form sends them all at once.

const panel = document.querySelector("[data-drop]");
const form = panel.querySelector("form:not([data-camera])");
const camera = panel.querySelector("[data-camera]");
const answers = panel.querySelector("[data-answers]");
const picker = form.querySelector("input[type=file]");

const OFFLINE = "Mất kết nối nên chưa gửi được tệp này. Hãy kiểm tra mạng rồi bấm “Gửi lại”.";
const SIGNED_OUT = "Phiên làm việc đã hết. Hãy mở trang đăng nhập ở thẻ khác, đăng nhập rồi bấm “Gửi lại”.";
const BROKEN = "Máy chủ chưa nhận được tệp này. Hãy bấm “Gửi lại”; nếu vẫn không được, hãy báo người quản trị.";

let queue = Promise.resolve(); // one file at a time: a slow line is not made slower
let open = 0;

panel.querySelector("[data-with-script]").hidden = false;

form.addEventListener("submit", (event) => {
  if (picker.files.length) {
    event.preventDefault();
    take([...picker.files]);
    picker.value = "";
  }
});

const photo = camera.querySelector("input[type=file]");
camera.querySelector("button").hidden = true;
photo.addEventListener("change", () => {
  take([...photo.files]);
  photo.value = "";
});

// What is dropped beside the panel would otherwise replace the page.
document.addEventListener("dragover", (event) => {
  if (carriesFiles(event)) {
    event.preventDefault();
    const inside = panel.contains(event.target);
    panel.classList.toggle("is-dropping", inside);
    event.dataTransfer.dropEffect = inside ? "copy" : "none";
  }
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) {
    panel.classList.remove("is-dropping");
  }
});
document.addEventListener("drop", (event) => {
  if (carriesFiles(event)) {
    event.preventDefault();
    panel.classList.remove("is-dropping");
    if (panel.contains(event.target)) {
      take([...event.dataTransfer.files]);
    }
  }
});

// A picture from the clipboard; text pasted into a field stays text.
document.addEventListener("paste", (event) => {
  const files = [...event.clipboardData.files];
  if (files.length) {
    event.preventDefault();
    take(files.map((file) => (/^image\.\w+$/.test(file.name) ? named(file) : file)));
  }
});

window.addEventListener("beforeunload", (event) => {
  if (open) {
    event.preventDefault();
  }
});

function carriesFiles(event) {
  return event.dataTransfer.types.includes("Files");
}

function named(file) {
  const time = new Date().toLocaleTimeString("vi-VN", { hour12: false }).replaceAll(":", ".");
  const ending = file.type === "image/jpeg" ? "jpg" : file.type.replace("image/", "");
  return new File([file], `Ảnh dán lúc ${time}.${ending}`, { type: file.type });
}

function take(files) {
  const said = new FormData(form); // as it stands when the files are chosen
  for (const file of files) {
    const row = rowOf(file);
    queue = queue.then(() => send(file, row, said));
  }
}

function rowOf(file) {
  answers.hidden = false;
  const row = answers.appendChild(document.createElement("li"));
  row.append(Object.assign(document.createElement("b"), { textContent: file.name }));
  row.append(Object.assign(document.createElement("span"), { textContent: "Đang chờ gửi." }));
  open += 1;
  return row;
}

async function send(file, row, said) {
  const sentence = row.querySelector("span");
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", `Đang gửi ${file.name}`);
  row.insertBefore(bar, sentence);
  row.className = "";
  sentence.textContent = "Đang gửi.";
  const answer = await post(file, said, (part) => {
    bar.value = part;
    sentence.textContent = part < 1 ? "Đang gửi." : "Máy chủ đang kiểm tra tệp.";
  });
  open -= 1;
  bar.remove();
  row.className = answer.done ? "is-done" : "is-refused";
  sentence.textContent = answer.sentence;
  if (answer.again) {
    offerAgain(file, row, said);
  }
  if (answer.done) {
    await renew();
  }
}

function offerAgain(file, row, said) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Gửi lại" });
  button.className = "btn btn-secondary btn-sm";
  button.setAttribute("aria-label", `Gửi lại ${file.name}`);
  button.addEventListener("click", () => {
    button.remove();
    open += 1;
    queue = queue.then(renew).then(() => send(file, row, said));
  });
  row.append(button);
}

// XMLHttpRequest, because fetch does not tell how much has been sent.
function post(file, said, moved) {
  const body = new FormData();
  for (const [name, value] of said) {
    if (name !== "upload") {
      body.append(name, value);
    }
  }
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value); // newer after a new sign-in
  body.append("upload", file, file.name);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", location.pathname);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => moved(event.loaded / event.total));
    request.addEventListener("load", () => resolve(read(request)));
    request.addEventListener("error", () => resolve({ sentence: OFFLINE, again: true }));
    request.send(body);
  });
}

function read(request) {
  try {
    const { sentence } = JSON.parse(request.responseText);
    return { sentence, done: request.status === 200 };
  } catch {
    const signedOut = request.responseURL !== location.href.split(/[?#]/)[0];
    return { sentence: signedOut ? SIGNED_OUT : BROKEN, again: true };
  }
}

// The list above and the token of the form, as the server has them now.
async function renew() {
  try {
    const answer = await fetch(location.pathname);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = page.getElementById("minh-chung");
    if (list) {
      document.getElementById("minh-chung").replaceWith(list);
      window.htmx.process(list); // it asks again by itself while pages are being drawn
      const token = page.querySelector("[data-drop] input[name=csrfmiddlewaretoken]");
      for (const field of token ? panel.querySelectorAll("input[name=csrfmiddlewaretoken]") : []) {
        field.value = token.value;
      }
    }
  } catch {
    // the list is renewed with the next file or when the page is loaded again
  }
}

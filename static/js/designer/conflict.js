// Somebody else saved the same draft meanwhile: nobody's work is written over without a word.

import { button, element } from "../grid/dom.js";

const SENTENCE = "Người khác vừa lưu mẫu này trong lúc bạn đang sửa.";

// Resolves to "mine" or "theirs", once one of the two is chosen.
export function askWhich(sentence = SENTENCE) {
  const box = element("dialog", "kt-dialog kt-dialog--narrow");
  const title = element("h2", "", "Mẫu đã có bản mới hơn");
  title.id = "ban-moi";
  box.setAttribute("aria-labelledby", title.id);
  const what = "Tải bản của họ thì những gì bạn vừa sửa mất đi; giữ bản của bạn thì bản của họ bị ghi đè.";
  const actions = element("div", "kt-actions");
  return new Promise((resolve) => {
    let choice = "mine";
    const choose = (which) => () => {
      choice = which;
      box.close();
    };
    actions.append(
      button("Tải bản của họ", choose("theirs"), "btn btn-secondary"),
      button("Giữ bản của tôi", choose("mine"), "btn btn-primary"),
    );
    box.append(title, element("p", "", sentence), element("p", "", what), actions);
    box.addEventListener("cancel", (event) => event.preventDefault()); // a choice must be made
    box.addEventListener("close", () => {
      box.remove();
      resolve(choice);
    });
    document.body.append(box);
    box.showModal();
  });
}

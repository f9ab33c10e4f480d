// The same draft was saved meanwhile, by somebody else or by oneself in another tab: no work is written over
// without a word.

import { button, element } from "../grid/dom.js";

const OTHERS = {
  sentence: "Người khác đã lưu mẫu này từ khi bạn bắt đầu sửa.",
  what: "Tải bản của họ thì những gì bạn vừa sửa mất đi; giữ bản của bạn thì bản của họ bị ghi đè.",
  theirs: "Tải bản của họ",
  mine: "Giữ bản của tôi",
};
const OWN_ONE = {
  sentence: "Bản mới hơn do chính bạn lưu: ở một thẻ khác, lúc rời trang, hoặc khi tạo bản nháp mới.",
  what: "Tải bản đã lưu thì những gì chưa lưu ở đây mất đi; giữ bản ở đây thì bản đã lưu bị ghi đè.",
  theirs: "Tải bản đã lưu",
  mine: "Giữ bản ở đây",
};

// Resolves to "mine" or "theirs", once one of the two is chosen. `isOwn`: it was this account that saved.
export function askWhich(isOwn) {
  const words = isOwn ? OWN_ONE : OTHERS;
  const box = element("dialog", "kt-dialog kt-dialog--narrow");
  const title = element("h2", "", "Mẫu đã có bản mới hơn");
  title.id = "ban-moi";
  box.setAttribute("aria-labelledby", title.id);
  const actions = element("div", "kt-actions");
  return new Promise((resolve) => {
    let choice = "mine";
    const choose = (which) => () => {
      choice = which;
      box.close();
    };
    actions.append(
      button(words.theirs, choose("theirs"), "btn btn-secondary"),
      button(words.mine, choose("mine"), "btn btn-primary"),
    );
    box.append(title, element("p", "", words.sentence), element("p", "", words.what), actions);
    box.addEventListener("cancel", (event) => event.preventDefault()); // a choice must be made
    box.addEventListener("close", () => {
      box.remove();
      resolve(choice);
    });
    document.body.append(box);
    box.showModal();
  });
}

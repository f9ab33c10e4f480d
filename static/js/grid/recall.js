// The last one to run: what was left unsaved by a reload or a crash comes back into its cells and is sent.
// What has no cell any more (the sheet was handed in meanwhile) is shown, so that it can be copied.

import { button, element, icon } from "./dom.js";
import { forgetName, recall } from "./memory.js";
import { commit } from "./cells.js";
import { unsaved } from "./texts.js";

function showLost(lost) {
  const place = element("div", "alert alert-warning m-3 kt-lost");
  place.setAttribute("role", "alert");
  const words = `Có ${lost.length} ô đã nhập trước đây nhưng chưa gửi được, và nay bảng không còn nhận các ô này. `;
  const list = element("ul", "mb-2");
  list.append(...lost.map(([, facts]) => element("li", "", `${facts.label}: ${facts.text || "ô trống"}`)));
  const drop = () => {
    lost.forEach(([name]) => forgetName(name));
    place.remove();
  };
  const heading = element("p", "mb-1");
  heading.append(icon("alert"), ` ${words}Hãy chép lại nếu còn cần.`);
  place.append(heading, list, button("Bỏ các ô này", drop, "btn btn-secondary btn-sm"));
  document.getElementById("noi-dung").prepend(place);
}

const found = recall();
if (found.lost.length) {
  showLost(found.lost);
}
unsaved().forEach(commit); // a browser may bring back what was typed before a reload

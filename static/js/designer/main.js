// The editor of a design in the browser. The page works without it: links for the boxes, a form for one of them.

import { all, say } from "../grid/dom.js";
import { letBand } from "./banding.js";
import { load, model, named, select } from "./design.js";
import { letDrag } from "./dragging.js";
import { loadFaces } from "./faces.js";
import { letKeys } from "./keys.js";
import { openList } from "./list.js";
import { openPanel } from "./panel.js";
import { openPaper } from "./paper.js";
import { openPicture } from "./picture.js";
import { watchPlaced } from "./placed.js";
import { openRemarks } from "./remarks.js";
import { fetchJson } from "./requests.js";
import { isUnsaved, save, watchSaving } from "./saving.js";
import { openSeveral } from "./several.js";
import { openStage } from "./stage.js";
import { openToolbar } from "./toolbar.js";

const FAILED = "Chưa mở được bàn vẽ. Hãy kiểm tra mạng rồi tải lại trang; vẫn sửa được từng ô bằng các ô nhập bên dưới.";

async function open(root) {
  const answer = await fetchJson(root.dataset.contentUrl).catch(() => null);
  if (!answer?.ok) {
    say(FAILED);
    return;
  }
  const content = await answer.json();
  load(content, "locked" in root.dataset);
  loadFaces(content.faces);
  for (const part of all("[data-with-script]", document)) {
    part.hidden = false;
  }
  for (const part of all("[data-without-script]", document)) {
    part.remove();
  }
  openToolbar(root, content);
  openStage(root);
  letDrag();
  letBand();
  letKeys(root);
  openList(root);
  openPanel(root, content);
  openSeveral(root);
  openPaper(root);
  openPicture(root);
  openRemarks(root);
  watchSaving(root.dataset, content);
  watchPlaced(root.dataset.placedUrl);
  savedFirst();
  const asked = new URLSearchParams(location.search).get("o"); // a link of the page without a script
  if (named(asked)) {
    select(asked);
  }
  root.dataset.ready = "";
}

// What leaves the page or publishes waits until everything is saved.
function savedFirst() {
  document.addEventListener(
    "click",
    async (event) => {
      const asked = event.target.closest("[data-saved-first]");
      if (asked && isUnsaved() && !model.locked) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (await save()) {
          asked.click();
        }
      }
    },
    { capture: true },
  );
}

open(document.querySelector("[data-designer]"));

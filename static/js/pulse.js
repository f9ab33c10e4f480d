// What changes on a page by itself is asked for every `data-pulse` ms. The phones of a hall do not ask in the same
// moment, and the slower the answers come the more seldom, so that the wall and the desk (`data-first`) go before
// them. Where the page is to be renewed, they take turns, too: `data-hall` says how many they are.

const JITTER = 0.2; // of the pause
const YIELD = 4; // times as long as an answer took
const TURN = 20; // ms for each phone

for (const part of document.querySelectorAll("[data-pulse]")) {
  const { pulse, hall, first } = part.dataset;
  const goesFirst = first !== undefined;
  let asked = 0;
  let renewing = false;

  const ask = () => {
    asked = performance.now();
    window.htmx.trigger(part, "pulse");
  };
  const wait = (took) => {
    const pause = Math.max(Number(pulse), goesFirst ? 0 : YIELD * took);
    setTimeout(ask, pause * (1 - JITTER / 2 + JITTER * Math.random()));
  };

  part.addEventListener("htmx:afterRequest", () => {
    if (!renewing) {
      wait(performance.now() - asked);
    }
  });
  part.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.getResponseHeader("HX-Refresh") && !goesFirst) {
      event.preventDefault();
      renewing = true;
      setTimeout(() => location.reload(), Math.random() * TURN * Number(hall));
    }
  });
  wait(0);
}

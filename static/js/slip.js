// Slips that are shown once: copied or printed by a button; the code of an invitation taken from the address.
// Without this file one copies, prints and types by hand.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // an office's plain http address has no clipboard of the new kind
    }
    document.querySelector("[data-copied]").hidden = false;
  });
}

// What stands behind # never reaches the server or its logs; once taken it leaves the address, too.
for (const form of document.querySelectorAll("[data-fragment]")) {
  const field = document.getElementById(form.dataset.fragment);
  const code = location.hash.slice(1);
  if (code) {
    field.value = decodeURIComponent(code);
    history.replaceState(null, "", location.pathname);
  }
}

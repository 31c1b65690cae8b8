// Looks again by itself, so that nobody has to; without it a link does the same.
const shown = document.querySelector("[data-watch]");
async function look() {
  const found = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await found.text(), "text/html");
  const now = page.querySelector("[data-watch]");
  if (!now || found.url !== location.href) {
    location.assign(found.url);
    return;
  }
  if (now.textContent !== shown.textContent) shown.replaceChildren(...now.childNodes);
  setTimeout(look, 1000);
}
if (shown) setTimeout(look, 1000);

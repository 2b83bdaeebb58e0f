"use strict";
const body = document.body;
const filters = document.querySelectorAll("button[data-filter]");
function show(what) {
  body.dataset.show = what;
  for (const button of filters) button.setAttribute("aria-pressed", String(button.dataset.filter === what));
}
for (const button of filters) button.addEventListener("click", () => show(button.dataset.filter));
document.querySelector("button.lang").addEventListener("click", () => {
  body.dataset.lang = body.dataset.lang === "zh" ? "en" : "zh";
  document.documentElement.lang = body.dataset.lang === "zh" ? "zh-CN" : "en";
});
// A link to a row that the filter hides shows everything first.
window.addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.offsetParent === null) { show("all"); target.scrollIntoView(); }
});

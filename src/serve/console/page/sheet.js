// The dispatch sheet: laid out from its parts, to be printed or saved.

import { post, postBlob } from "./api.js";
import { download, fill, h } from "./dom.js";
import { t } from "./words.js";

export function openSheet(question) {
  const paper = h("div", { class: "paper" }, h("p", {}, t("working")));
  const tools = h(
    "p",
    { class: "row spread noprint" },
    h("span", { class: "row" }, h("button", { type: "button", class: "main", onclick: () => window.print() }, t("print")), h("button", { type: "button", onclick: save }, t("docx"))),
    h("button", { type: "button", class: "plain", onclick: () => dialog.close() }, t("close")),
  );
  const dialog = h("dialog", { class: "sheet", "aria-label": t("sheet") }, tools, paper);
  async function save() {
    try {
      download(`${t("sheet")}.docx`, await postBlob("/v1/dispatch", { ...question, format: "docx" }));
    } catch (error) {
      paper.prepend(h("p", { class: "notice bad", role: "alert" }, error.message));
    }
  }
  dialog.addEventListener("close", () => {
    document.body.classList.remove("printing-sheet");
    dialog.remove();
  });
  document.body.append(dialog);
  document.body.classList.add("printing-sheet");
  dialog.showModal();
  post("/v1/dispatch", question)
    .then((sheet) => fill(paper, h("h1", {}, sheet.title), sheet.below.map((b) => h("p", { class: "below" }, b)), sheet.blocks.map(block)))
    .catch((error) => fill(paper, h("p", { class: "notice bad", role: "alert" }, error.message)));
}

function block(b) {
  switch (b.kind) {
    case "heading":
      return h(b.level === 1 ? "h2" : "h3", {}, b.text);
    case "table":
      return table(b);
    case "note":
      return h("p", { class: "note" }, b.text);
    default:
      return h("p", {}, b.strong ? h("strong", {}, b.text) : b.text);
  }
}

function table(b) {
  const whole = b.widths.reduce((a, w) => a + w, 0) || 1;
  const columns = b.widths.map((w) => {
    const col = h("col", {});
    col.style.width = `${((w * 100) / whole).toFixed(2)}%`;
    return col;
  });
  const row = (cells, tag) => h("tr", {}, cells.map((c) => h(tag, { class: c.look === "plain" ? null : c.look, colspan: c.span > 1 ? c.span : null, scope: tag === "th" ? "col" : null }, c.text)));
  return h("table", {}, h("colgroup", {}, columns), b.head.length > 0 && h("thead", {}, b.head.map((r) => row(r, "th"))), h("tbody", {}, b.rows.map((r) => row(r, "td"))));
}

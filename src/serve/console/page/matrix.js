// Who has which role in what, as a table: by role, which fits any screen, or by unit, as the matrix on paper.

import { planPath, read } from "./api.js";
import { fill, h, paged } from "./dom.js";
import { counted, filterBox } from "./plan.js";
import { list, t } from "./words.js";

const OWN = ["lead", "joint", "responsible"];
const WIDE = 40;

export async function matrixPanel(panel, { id }) {
  const state = { by: "", text: "", faults: false, grid: false, sort: null, up: true };
  const body = h("div", {});
  const count = h("span", {});
  let matrix = null;
  const by = h("select", { id: "by", onchange: () => { state.by = by.value; load(); } }, ["task", "topic", "stage", "clause", "situation"].map((b) => h("option", { value: b }, t(`by_${b}`))));
  const faults = h("input", { type: "checkbox", id: "faults", onchange: () => { state.faults = faults.checked; draw(); } });
  const grid = h("button", { type: "button", onclick: () => { state.grid = !state.grid; draw(); } });
  fill(
    panel,
    h("div", { class: "filters" }, h("label", { for: "by" }, t("by")), by, filterBox((text) => { state.text = text; draw(); }), h("span", {}, faults, h("label", { for: "faults" }, ` ${t("faultsOnly")}`)), grid, count),
    body,
  );

  async function load() {
    fill(body, h("p", { class: "faint" }, t("working")));
    matrix = await read(`${planPath(id, "matrix")}${state.by ? `?by=${state.by}` : ""}`);
    by.value = matrix.by;
    for (const row of matrix.rows) {
      row.text = [row.label, row.group ?? "", ...row.clauses, ...row.cells.map((c) => c.unit ?? "")].join("\n");
      row.who = (keep) => row.cells.filter((c) => c.marks.some(keep)).map((c) => c.unit ?? t("nobodyNamed"));
      row.own = row.who((m) => OWN.includes(m.role));
      row.assist = row.who((m) => m.role === "assist").filter((u) => !row.own.includes(u));
      row.rest = row.cells.filter((c) => !c.marks.some((m) => OWN.includes(m.role) || m.role === "assist"));
    }
    draw();
  }

  const SORTS = {
    what: (r) => r.label,
    main: (r) => list(r.own),
    helpers: (r) => r.assist.length,
    clauses: (r) => r.clauses[0] ?? "",
    deadline: (r) => r.deadlines[0] ?? "",
  };

  function draw() {
    grid.textContent = t(state.grid ? "asRoles" : "asGrid");
    let left = matrix.rows.filter((r) => (!state.faults || r.fault) && (!state.text || r.text.includes(state.text)));
    if (state.sort) {
      const key = SORTS[state.sort];
      const way = state.up ? 1 : -1;
      left = [...left].sort((a, b) => way * (typeof key(a) === "number" ? key(a) - key(b) : key(a).localeCompare(key(b), "zh")));
    }
    fill(count, counted(left.length, matrix.rows.length));
    fill(body, state.grid ? byUnit(left) : byRole(left));
  }

  function head(name, scope = "col") {
    const now = state.sort === name ? (state.up ? "ascending" : "descending") : "none";
    const turn = () => {
      state.up = state.sort === name ? !state.up : true;
      state.sort = name;
      draw();
    };
    return h("th", { scope, "aria-sort": now }, h("button", { type: "button", title: t("sortBy", t(name)), onclick: turn }, t(name), h("span", { "aria-hidden": "true" }, now === "none" ? "" : state.up ? " ↑" : " ↓")));
  }

  function byRole(rows) {
    const rowsBox = h("tbody", {});
    let group = null;
    const draw = (r) => {
      const row = h(
        "tr",
        {},
        h("th", { scope: "row" }, r.label, r.fault && h("div", {}, h("span", { class: "tag bad" }, t(`fault_${r.fault}`)))),
        h("td", { "data-label": t("main") }, r.own.length ? h("strong", {}, list(r.own)) : h("span", { class: "nobody" }, t("nobodyNamed"))),
        h("td", { "data-label": t("helpers") }, list(r.assist)),
        h("td", { class: "small", "data-label": t("touched") }, r.rest.map((c) => h("div", {}, h("span", { class: "faint" }, [...new Set(c.marks.map((m) => t(`role_${m.role}`)))].join("、"), " "), c.unit ?? t("nobodyNamed")))),
        h("td", { class: "small", "data-label": t("deadline") }, list(r.deadlines)),
        h("td", { class: "small faint", "data-label": t("clauses") }, list(r.clauses.slice(0, 6)), r.clauses.length > 6 ? "…" : ""),
      );
      if (state.sort || !r.group || r.group === group) return row;
      group = r.group;
      const both = document.createDocumentFragment();
      both.append(h("tr", { class: "head" }, h("td", { colspan: 6 }, r.group)), row);
      return both;
    };
    const [, more] = paged(rows, draw, { more: (n) => t("more", n), box: rowsBox });
    return [h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("matrix") }, h("table", { class: "list roles" }, h("thead", {}, h("tr", {}, head("what"), head("main"), head("helpers"), h("th", { scope: "col" }, t("touched")), head("deadline"), head("clauses"))), rowsBox)), more];
  }

  // Only the units that the rows left name: three hundred columns would say nothing.
  function byUnit(rows) {
    const used = [...new Set(rows.flatMap((r) => r.cells.map((c) => c.column)))].sort((a, b) => a - b);
    const columns = used.slice(0, 120);
    const rowsBox = h("tbody", {});
    const cell = (found) => {
      if (!found) return h("td", {});
      const roles = [...new Set(found.marks.map((m) => m.role))];
      return h("td", { title: found.marks.map((m) => `${t(`role_${m.role}`)} ${m.clause}`).join("\n") }, roles.map((r) => h("span", { class: `mark ${r}` }, t(`role_${r}`))));
    };
    const draw = (r) => {
      const at = new Map(r.cells.map((c) => [c.column, c]));
      return h("tr", {}, h("th", { scope: "row" }, r.label), columns.map((c) => cell(at.get(c))));
    };
    const [, more] = paged(rows, draw, { more: (n) => t("more", n), box: rowsBox, size: 30 });
    return [
      used.length > WIDE && h("p", { class: "notice" }, t("gridWide", used.length)),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("matrix") }, h("table", { class: "list grid" }, h("thead", {}, h("tr", {}, head("what"), columns.map((c) => h("th", { scope: "col", class: "unit" }, matrix.columns[c].unit ?? t("nobodyNamed"))))), rowsBox)),
      more,
    ];
  }

  await load();
}

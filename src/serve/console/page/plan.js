// One plan: what is wrong with it, who is in it, what it says, who does what, who passes on to whom, what its tests reach.

import { planPath, read, readText } from "./api.js";
import { lazy } from "./answer.js";
import { edges, picture } from "./case.js";
import { fill, h, paged, pause, say } from "./dom.js";
import { matrixPanel } from "./matrix.js";
import { address, factsQuery, note } from "./state.js";
import { language, list, t } from "./words.js";

const PANELS = { findings: findingsPanel, units: unitsPanel, items: itemsPanel, matrix: matrixPanel, graph: graphPanel, coverage: coveragePanel };

export async function planView(box, { id, rest, query }) {
  const plan = await read(planPath(id));
  const now = PANELS[rest[0]] ? rest[0] : "findings";
  const panel = h("div", { class: "panel", role: "tabpanel", id: "panel", tabindex: "-1", "aria-labelledby": `tab-${now}` });
  const names = Object.keys(PANELS);
  const tabs = names.map((name) =>
    h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(name === now), "aria-controls": "panel", tabindex: name === now ? "0" : "-1", onclick: () => { location.hash = address("plan", [id, name]); } }, t(name)),
  );
  const bar = h("div", { class: "tabs", role: "tablist", "aria-label": t("plan") }, tabs);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = tabs.indexOf(document.activeElement);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    next.focus();
    event.preventDefault();
  });
  const rows = [
    [t("number"), plan.number],
    [t("date"), plan.date],
    [t("issuer"), plan.issuer],
    [t("level"), plan.level],
    [t("inForce"), plan.from || plan.until ? `${plan.from ?? ""}..${plan.until ?? ""}` : null],
    [t("basis"), list(plan.basis)],
  ].filter(([, v]) => v);
  fill(
    box,
    h("h1", {}, plan.title),
    h("p", { class: "faint" }, t("size", plan.units, plan.items)),
    lazy(`${t("plan")} ${id}`, () => h("dl", { class: "facts-of" }, rows.map(([k, v]) => [h("dt", {}, k), h("dd", {}, v)]))),
    bar,
    panel,
  );
  fill(panel, h("p", { class: "faint" }, t("working")));
  await PANELS[now](panel, { id, plan, query });
}

// A search box that filters; `draw(text)` shows what is left.
export function filterBox(draw, text = "") {
  const input = h("input", { type: "search", placeholder: t("filterText"), "aria-label": t("filter"), value: text });
  input.addEventListener("input", pause(120, () => draw(input.value.trim())));
  return input;
}

export function counted(n, of) {
  const text = t("count", n, of);
  say(text);
  return h("span", { class: "faint" }, text);
}

async function findingsPanel(panel, { id }) {
  const [found, vocabulary] = await Promise.all([read(`${planPath(id, "findings")}?lang=${language()}`), read(planPath(id, "vocabulary"))]);
  const { summary, diagnostics } = found;
  if (!diagnostics.length) return void fill(panel, h("p", {}, t("findingsNone")));
  const state = { text: "", severity: "" };
  const body = h("div", {});
  const count = h("span", {});
  const level = h("select", { "aria-label": t("filter"), onchange: () => { state.severity = level.value; draw(); } }, h("option", { value: "" }, t("all")), ["error", "warning", "info"].filter((s) => summary[s]).map((s) => h("option", { value: s }, `${t(`severity_${s}`)} ${summary[s]}`)));
  const order = { error: 0, warning: 1, info: 2 };
  const sorted = [...diagnostics].sort((a, b) => order[a.severity] - order[b.severity]);
  function draw() {
    const left = sorted.filter((d) => (!state.severity || d.severity === state.severity) && (!state.text || [d.message, d.code, d.name, ...d.units, ...d.clauses].some((w) => w.includes(state.text))));
    fill(count, counted(left.length, sorted.length));
    fill(body, paged(left, (d) => finding(d, { id, vocabulary }), { more: (n) => t("more", n) }));
  }
  const filter = filterBox((text) => { state.text = text; draw(); });
  fill(panel, h("p", {}, t("findingsSummary", summary.error, summary.warning, summary.info)), h("div", { class: "filters" }, filter, level, count), body);
  draw();
}

// The facts of a witness as a form has them.
export function witnessFacts(witness, vocabulary) {
  const facts = {};
  for (const [name, text] of Object.entries(witness)) {
    const fact = vocabulary.facts.find((f) => f.name === name);
    if (!fact) continue;
    const word = String(text).trim();
    if (fact.kind === "set_of") facts[name] = word.replace(/^\[|\]$/g, "").split("、").map((w) => w.trim()).filter(Boolean);
    else if (fact.kind === "bool") facts[name] = ["是", "true", "yes"].includes(word);
    else if (fact.kind === "int") facts[name] = Number.parseInt(word, 10);
    else facts[name] = word;
  }
  return facts;
}

export function finding(d, { id, vocabulary }) {
  const witness = Object.entries(d.witness);
  const at = d.locations[0];
  return h(
    "article",
    { class: "finding" },
    h("h4", {}, h("span", { class: `tag ${d.severity}` }, t(`severity_${d.severity}`)), h("span", {}, d.message)),
    d.help && h("p", { class: "small" }, `${t("help")}:${d.help}`),
    witness.length > 0 &&
      h(
        "p",
        { class: "small" },
        h("span", { class: "faint" }, `${t("witness")}:`),
        witness.map(([k, v]) => `${k}=${v}`).join("  "),
        " ",
        h("a", { href: address("case", [id], factsQuery(witnessFacts(d.witness, vocabulary))) }, t("tryWitness")),
      ),
    h("p", { class: "faint small" }, `${d.code} ${d.name}`, at ? ` · ${at.file.split(/[/\\]/).pop()}:${at.line}` : "", d.clauses.length ? ` · ${list(d.clauses.slice(0, 8))}${d.clauses.length > 8 ? "…" : ""}` : ""),
  );
}

const SIDES = ["lead", "joint", "responsible", "assist"];

async function unitsPanel(panel, { id, query }) {
  const [{ units }, { items }] = await Promise.all([read(planPath(id, "units")), read(planPath(id, "items"))]);
  const counts = new Map(units.map((u) => [u.name, { own: 0, assist: 0, linked: 0 }]));
  for (const item of items) {
    for (const p of item.parties) {
      const c = p.unit && counts.get(p.unit);
      if (c) c[p.role === "assist" ? "assist" : "own"] += 1;
    }
    for (const l of item.links) if (counts.has(l.unit)) counts.get(l.unit).linked += 1;
  }
  const body = h("div", { class: "cards" });
  const count = h("span", {});
  const end = h("div", {});
  function draw(text) {
    const left = units.filter((u) => !text || [u.name, u.kind ?? "", ...u.aliases].some((w) => w.includes(text)));
    left.sort((a, b) => counts.get(b.name).own - counts.get(a.name).own);
    fill(count, counted(left.length, units.length));
    fill(body);
    fill(end, paged(left, card, { more: (n) => t("more", n), size: 30, box: body }));
  }
  function card(u) {
    const c = counts.get(u.name);
    const facts = [u.kind, u.level, u.seats.length ? list(u.seats) : null, u.superior && `${t("superior")} ${u.superior}`, u.form === "vague" && t("vague"), u.until && `${t("until")} ${u.until}`].filter(Boolean);
    return h(
      "article",
      { class: "card" },
      h("h4", {}, u.name),
      h("p", { class: "faint small" }, facts.join(" · ")),
      u.aliases.length > 0 && h("p", { class: "small" }, `${t("otherNames")} ${list(u.aliases)}`),
      u.members.length > 0 && h("p", { class: "small" }, `${t("members")} ${list(u.members.slice(0, 8))}${u.members.length > 8 ? "…" : ""}`),
      h("p", {}, h("span", { class: "tag role" }, `${t("main")} ${c.own}`), " ", h("span", { class: "tag" }, `${t("role_assist")} ${c.assist}`), " ", h("span", { class: "tag" }, `${t("touched")} ${c.linked}`)),
      lazy(t("itsDuties"), () => {
        const mine = items.filter((i) => i.parties.some((p) => p.unit === u.name) || i.links.some((l) => l.unit === u.name));
        return paged(mine, (i) => itemRow(i, u.name), { more: (n) => t("more", n), size: 20 });
      }),
      h("p", { class: "small" }, h("a", { href: address("plan", [id, "graph"], new URLSearchParams({ around: u.name })) }, t("aroundUnit"))),
    );
  }
  const start = query.get("unit") ?? "";
  fill(panel, h("div", { class: "filters" }, filterBox(draw, start), count), body, end);
  draw(start);
}

function itemRow(i, mine) {
  const parties = i.parties.map((p) => `${t(`role_${p.role}`)} ${p.unit ?? t("nobodyNamed")}`);
  const links = i.links.map((l) => `${t(`link_${l.kind}`)} ${l.unit}`);
  return h(
    "article",
    { class: "task" },
    h("h4", {}, i.action || i.name, i.deadline && h("span", { class: "tag" }, i.deadline), i.scope === "programme" && h("span", { class: "tag" }, t("scope_programme"))),
    h("p", { class: "small" }, parties.join(" · "), links.length ? ` · ${links.join(" · ")}` : ""),
    h("p", { class: "small" }, `${t("when")} ${i.when}`),
    h("p", { class: "faint small" }, `${t(`kind_${i.kind}`)} ${i.name} · ${list(i.clauses)}${i.topic ? ` · ${i.topic}` : ""}${i.stage ? ` · ${i.stage}` : ""}`),
  );
}

async function itemsPanel(panel, { id }) {
  const { items } = await read(planPath(id, "items"));
  const state = { text: "", kind: "" };
  const body = h("div", {});
  const count = h("span", {});
  const kinds = [...new Set(items.map((i) => i.kind))];
  const kind = h("select", { "aria-label": t("kind"), onchange: () => { state.kind = kind.value; draw(); } }, h("option", { value: "" }, t("all")), kinds.map((k) => h("option", { value: k }, t(`kind_${k}`))));
  // One text an item: typing stays quick over thousands of them.
  const texts = items.map((i) => [i.name, i.action, i.topic ?? "", ...i.clauses, ...i.parties.map((p) => p.unit ?? ""), ...i.links.map((l) => l.unit)].join("\n"));
  function draw() {
    const left = items.filter((i, n) => (!state.kind || i.kind === state.kind) && (!state.text || texts[n].includes(state.text)));
    fill(count, counted(left.length, items.length));
    fill(body, paged(left, itemRow, { more: (n) => t("more", n), size: 40 }));
  }
  fill(panel, h("div", { class: "filters" }, filterBox((text) => { state.text = text; draw(); }), kind, count), body);
  draw();
}

async function graphPanel(panel, { id, plan, query }) {
  const { units } = await read(planPath(id, "units"));
  const state = { around: query.get("around") ?? "", depth: query.get("depth") ?? "1" };
  const names = h("datalist", { id: "unit-names" }, units.map((u) => h("option", { value: u.name })));
  const around = h("input", { type: "text", list: "unit-names", id: "around", value: state.around, placeholder: t("wholePlan") });
  const depth = h("select", { id: "depth" }, ["1", "2", "3"].map((n) => h("option", { value: n, selected: n === state.depth }, n)));
  const body = h("div", {});
  async function draw() {
    state.around = around.value.trim();
    state.depth = depth.value;
    const asked = new URLSearchParams();
    if (state.around) {
      asked.set("around", state.around);
      asked.set("depth", state.depth);
    }
    note(address("plan", [id, "graph"], asked));
    asked.set("lang", language());
    const path = planPath(id, "graph");
    fill(body, h("p", { class: "faint" }, t("working")));
    try {
      const graph = await read(`${path}?${asked}`);
      asked.set("format", "svg");
      fill(
        body,
        picture(() => readText(`${path}?${asked}`), graph.title || plan.title),
        graph.folded.length > 0 && lazy(`${t("folded")} ${graph.folded.length}`, () => h("ul", {}, graph.folded.map((f) => h("li", {}, f.note, f.names?.length ? `:${list(f.names)}` : "")))),
        lazy(`${t("graphList")} ${graph.edges.length}`, () => edges(graph)),
      );
    } catch (error) {
      fill(body, h("p", { class: "notice bad", role: "alert" }, error.message));
    }
  }
  around.addEventListener("change", draw);
  depth.addEventListener("change", draw);
  const whole = h("button", { type: "button", class: "plain", onclick: () => { around.value = ""; draw(); } }, t("wholePlan"));
  fill(panel, h("div", { class: "filters" }, h("label", { for: "around" }, t("around")), around, names, h("label", { for: "depth" }, t("stepsAway")), depth, whole), body);
  await draw();
}

async function coveragePanel(panel, { id }) {
  const [tests, { units }, { items }, vocabulary] = await Promise.all([read(planPath(id, "tests")), read(planPath(id, "units")), read(planPath(id, "items")), read(planPath(id, "vocabulary"))]);
  const named = new Set(items.flatMap((i) => [...i.parties.map((p) => p.unit), ...i.links.map((l) => l.unit), ...i.enforced_by]));
  const idle = units.filter((u) => u.form === "body" && !named.has(u.name));
  const bodies = units.filter((u) => u.form === "body");
  const unused = vocabulary.facts.filter((f) => f.used === 0);
  const bar = (label, value, of) => h("div", {}, h("p", {}, h("strong", {}, label), " ", h("span", { class: "faint" }, `${value} / ${of}`)), h("meter", { min: 0, max: of || 1, value, "aria-label": label }));
  const names = (title, found) => found.length > 0 && lazy(`${title} ${found.length}`, () => paged(found, (x) => h("li", {}, x), { more: (n) => t("more", n), box: h("ul", {}), size: 60 }));
  fill(
    panel,
    h("div", { class: "bars" }, bar(t("covByTests"), tests.covered_items, tests.items), bar(t("covUnits"), bodies.length - idle.length, bodies.length)),
    names(t("covUntested"), tests.untested),
    names(t("covWithout"), idle.map((u) => u.name)),
    names(t("covFacts"), unused.map((f) => f.name)),
    h("h2", {}, t("covTests", tests.tests.length)),
    paged(
      tests.tests,
      (x) => h("li", {}, h("a", { href: address("case", [id], factsQuery(x.facts)) }, x.name), " ", h("span", { class: "faint small" }, Object.entries(x.facts).map(([k, v]) => `${k}=${Array.isArray(v) ? `[${v.join("、")}]` : v}`).join("  "))),
      { more: (n) => t("more", n), box: h("ul", {}), size: 40 },
    ),
  );
}

// Two plans: whose part changes, where, and a case that proves it.

import { planPath, read } from "./api.js";
import { lazy } from "./answer.js";
import { fill, h, paged } from "./dom.js";
import { counted, filterBox } from "./plan.js";
import { address, factsQuery } from "./state.js";
import { list, t } from "./words.js";

export async function compareView(box, { plans, id, rest }) {
  const first = plans.some((p) => p.id === id) ? id : plans[0].id;
  const second = plans.some((p) => p.id === rest[0]) ? rest[0] : plans.find((p) => p.id !== first)?.id;
  const choose = (name, label, now, go) => h("p", {}, h("label", { for: name }, label), " ", h("select", { id: name, onchange: (e) => go(e.target.value) }, plans.map((p) => h("option", { value: p.id, selected: p.id === now }, p.title))));
  const go = (a, b) => { location.hash = address("compare", [a, b]); };
  const body = h("div", {});
  fill(
    box,
    h("h1", {}, t("compare")),
    h("div", { class: "filters" }, choose("first", t("first"), first, (v) => go(v, second)), choose("second", t("second"), second, (v) => go(first, v)), h("button", { type: "button", onclick: () => go(second, first) }, t("swap"))),
    body,
  );
  if (!second || first === second) return void fill(body, h("p", { class: "notice" }, t("sameTwice")));
  fill(body, h("p", { class: "faint" }, t("working")));
  const diff = await read(planPath(first, "diff", second));
  if (diff.equal) return void fill(body, h("p", { class: "notice" }, t("equal")));
  fill(
    body,
    units(diff),
    changes(diff, first, second),
    section(t("diffDeadlines"), diff.deadlines, (d) => h("article", { class: "task" }, h("h4", {}, `${d.unit} · ${d.topic}`), h("p", {}, `${d.deadlines[0] ?? t("noDeadline")} → ${d.deadlines[1] ?? t("noDeadline")}`), proof(d, first, second), h("p", { class: "faint small" }, `${d.items[0].clause} ↔ ${d.items[1].clause}`))),
    section(t("diffSteps"), diff.escalations, (s) => h("article", { class: "task" }, h("h4", {}, tag(s.change), " ", `${s.from} → ${s.to}`), h("p", { class: "small" }, s.topic), proof(s, first, second), items(s.items))),
    pair(t("diffTopics"), diff.topics_only_in),
    pair(t("diffOnlyUnits"), diff.units_only_in),
    section(t("openLimits"), diff.open, ([topic, unit]) => h("p", {}, `${topic} · ${unit}`)),
  );
}

function tag(change) {
  return h("span", { class: change === "lost" ? "tag error" : "tag role" }, t(change));
}

function units(diff) {
  const most = Math.max(1, ...diff.units.map((u) => Math.max(u.lost, u.gained)));
  const meter = (value, label) => h("meter", { min: 0, max: most, value, "aria-label": label });
  const rows = h("tbody", {});
  const [, more] = paged(diff.units, (u) => h("tr", {}, h("th", { scope: "row" }, u.unit), h("td", {}, u.lost, " ", meter(u.lost, t("lost"))), h("td", {}, u.gained, " ", meter(u.gained, t("gained")))), { more: (n) => t("more", n), box: rows, size: 12 });
  return h("section", { class: "card" }, h("h2", {}, t("diffUnits"), " ", h("span", { class: "count" }, diff.units.length)), h("div", { class: "scroll" }, h("table", { class: "list" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("units")), h("th", { scope: "col" }, t("lost")), h("th", { scope: "col" }, t("gained")))), rows)), more);
}

function changes(diff, first, second) {
  const body = h("div", {});
  const count = h("span", {});
  const draw = (text) => {
    const left = diff.changes.filter((c) => !text || [c.unit, c.topic, ...c.others, ...c.items.map((i) => i.clause)].some((w) => w.includes(text)));
    fill(count, counted(left.length, diff.changes.length));
    fill(body, paged(left, (c) => change(c, first, second), { more: (n) => t("more", n), size: 25 }));
  };
  const node = h("section", { class: "card" }, h("h2", {}, t("diffChanges"), " ", h("span", { class: "count" }, diff.changes.length)), h("div", { class: "filters" }, filterBox(draw), count), body);
  draw("");
  return node;
}

function change(c, first, second) {
  const instead = c.instead.length ? `${t("instead")} ${list(c.instead.map((r) => t(`role_${r}`)))}` : c.others.length ? `${t("othersInstead")} ${list(c.others)}` : t("nobodyElse");
  return h(
    "article",
    { class: "task" },
    h("h4", {}, tag(c.change), " ", `${c.unit} ${t(`role_${c.role}`)}`, h("span", { class: "tag" }, c.topic)),
    h("p", { class: "small" }, instead),
    c.regions.length > 0 && h("p", { class: "small" }, h("span", { class: "faint" }, `${t("regions")}:`), c.regions.join(";"), c.more_regions ? "…" : ""),
    proof(c, first, second),
    items(c.items),
  );
}

function items(found) {
  return h("p", { class: "faint small" }, found.slice(0, 4).map((i) => `${i.clause} ${i.action}`).join(";"), found.length > 4 ? "…" : "");
}

// The case in the words of each plan, to be asked of it.
function proof(p, first, second) {
  const words = Object.entries(p.witness[0]).map(([k, v]) => `${k}=${Array.isArray(v) ? `[${v.join("、")}]` : v}`);
  const link = (id, facts, text) => h("a", { href: address("case", [id], factsQuery(facts)) }, text);
  return h("p", { class: "small" }, h("span", { class: "faint" }, `${t("witness")}:`), words.join("  "), " ", link(first, p.witness[0], t("askFirst")), " ", link(second, p.witness[1], t("askSecond")), !p.confirmed && h("span", { class: "tag" }, t("unconfirmed")));
}

function section(title, found, draw) {
  if (!found.length) return null;
  return h("section", { class: "card" }, lazy(`${title} ${found.length}`, () => paged(found, draw, { more: (n) => t("more", n), size: 25 })));
}

function pair(title, [a, b]) {
  if (!a.length && !b.length) return null;
  return h("section", { class: "card" }, lazy(`${title} ${a.length + b.length}`, () => [a.length > 0 && h("p", {}, h("strong", {}, `${t("lost")}:`), list(a)), b.length > 0 && h("p", {}, h("strong", {}, `${t("gained")}:`), list(b))]));
}

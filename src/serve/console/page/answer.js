// An answer: who for certain, what to do, what may come, what comes next.

import { fill, h, paged } from "./dom.js";
import { list, t } from "./words.js";

const OWN = ["lead", "joint", "responsible"];
const ROLES = ["lead", "joint", "responsible", "assist", "receive", "notify", "guide", "supervise"];

// Lines of one item beside each other.
export function tasks(answer, status) {
  const out = new Map();
  for (const line of answer.assignments) {
    if (line.status !== status) continue;
    const key = `${line.clause}\n${line.item}`;
    let task = out.get(key);
    if (!task) {
      task = { line, roles: new Map(), missing: new Set() };
      out.set(key, task);
    }
    if (!task.roles.has(line.role)) task.roles.set(line.role, []);
    const there = task.roles.get(line.role);
    if (!there.some((l) => l.unit === line.unit)) there.push(line);
    for (const fact of line.missing) task.missing.add(fact);
  }
  return [...out.values()];
}

// Units with what they do, the nearest to acting first.
export function unitsOf(answer, status) {
  const out = new Map();
  for (const line of answer.assignments) {
    if (line.status !== status || line.unit === null) continue;
    if (!out.has(line.unit)) out.set(line.unit, { unit: line.unit, roles: new Set(), lines: [], bound: true });
    const entry = out.get(line.unit);
    entry.roles.add(line.role);
    entry.lines.push(line);
    if (line.kind !== "norm") entry.bound = false;
  }
  return [...out.values()];
}

const URGENT = ["立即", "第一时间", "马上", "当场", "即时", "及时", "小时", "当日", "当天"];

export function urgency(deadline) {
  if (!deadline) return 99;
  const at = URGENT.findIndex((w) => deadline.includes(w));
  return at < 0 ? 50 : at;
}

export function deadlineTag(deadline) {
  if (!deadline) return null;
  return h("span", { class: urgency(deadline) < 4 ? "tag urgent" : "tag" }, deadline);
}

// `open(unit)` tells why, where that can be asked; `goTo(fact)` opens a question.
export function answerView(answer, { open, goTo, units = [] }) {
  const certain = unitsOf(answer, "certain");
  const sure = new Set(certain.map((u) => u.unit));
  const possible = unitsOf(answer, "possible").filter((u) => !sure.has(u.unit));
  const named = new Set([...sure, ...possible.map((u) => u.unit)]);
  const excluded = units.filter((u) => u.form === "body" && !named.has(u.name));
  const button = (name, extra) => !open ? h("span", { class: `unit ${extra ?? ""}` }, name) : h("button", { type: "button", class: `unit ${extra ?? ""}`, onclick: () => open(name) }, name);
  const parts = [
    answer.warnings.map((w) => h("p", { class: "notice" }, w)),
    who(certain, button, answer),
    todo(answer, button),
    beware(answer, button),
    steps(answer, button, goTo),
    maybe(answer, possible, button, goTo),
    rules(answer, button),
    excluded.length > 0 && others(excluded, button),
    h("p", { class: "faint small" }, `${answer.plan} · ${t("digest")} ${answer.policy_digest.slice(0, 12)}`),
  ];
  return {
    nodes: parts.flat(Infinity).filter(Boolean),
    summary: t("summary", certain.filter((u) => !u.bound).length, possible.length, excluded.length),
  };
}

function who(certain, button, answer) {
  const acting = certain.filter((u) => !u.bound);
  const own = acting.filter((u) => u.lines.some((l) => l.kind !== "norm" && OWN.includes(l.role)));
  const rest = acting.filter((u) => !own.includes(u));
  const by = (role) => rest.filter((u) => ROLES.find((r) => u.roles.has(r)) === role);
  const bound = certain.filter((u) => u.bound);
  const gaps = answer.gaps.filter((g) => !g.stage);
  const soonest = (u) => u.lines.filter((l) => OWN.includes(l.role) && l.deadline).sort((a, b) => urgency(a.deadline) - urgency(b.deadline))[0]?.deadline;
  const lead = (u) => ROLES.find((r) => u.lines.some((l) => l.kind !== "norm" && l.role === r));
  const row = (title, units) =>
    units.length > 0 && [h("dt", {}, title), h("dd", {}, units.map((u) => [button(u.unit), " "]))];
  return h(
    "section",
    { class: "who", "aria-labelledby": "who-title" },
    h("h2", { id: "who-title" }, t("who")),
    own.length === 0 && h("p", { class: "notice" }, t("nobodyYet"), " ", gaps.map((g) => g.note).join(" ") || t("nobodyYetHelp")),
    own.length > 0 &&
      h(
        "ul",
        { class: "leads" },
        own
          .map((u) => ({ u, when: soonest(u) }))
          .sort((a, b) => urgency(a.when) - urgency(b.when))
          .map(({ u, when }) => h("li", {}, button(u.unit, "big"), h("span", { class: "tag role" }, t(`role_${lead(u)}`)), deadlineTag(when))),
      ),
    h("dl", { class: "sides" }, ["assist", "receive", "notify", "guide", "supervise"].map((r) => row(t(`role_${r}`), by(r))), row(t("bound"), bound)),
  );
}

function people(task, button, roles) {
  const rows = [];
  for (const role of roles) {
    const lines = task.roles.get(role);
    if (!lines) continue;
    rows.push(
      h(
        "span",
        { class: "party" },
        h("span", { class: "rolename" }, t(`role_${role}`)),
        lines.map((l) => [
          l.unit === null ? h("span", { class: "nobody" }, t("nobodyNamed")) : button(l.unit),
          l.vague && h("span", { class: "faint" }, ` ${t("vague")}`),
          l.formerly && h("span", { class: "faint" }, ` ${t("formerly", l.formerly)}`),
          l.members?.length > 0 && h("span", { class: "faint" }, ` (${t("members")} ${list(l.members.slice(0, 6))}${l.members.length > 6 ? "…" : ""})`),
          " ",
        ]),
      ),
    );
  }
  return rows;
}

function reasons(task) {
  const why = new Set([...task.roles.values()].flat().flatMap((l) => l.why));
  return h("details", { class: "why" }, h("summary", {}, t("why")), why.size ? h("ul", {}, [...why].map((w) => h("li", {}, w))) : h("p", {}, t("whyAlways")));
}

function taskCard(task, button, goTo) {
  const { line } = task;
  const missing = [...task.missing];
  return h(
    "article",
    { class: `task ${line.status}` },
    h("h4", {}, line.action || line.item, line.discretionary && h("span", { class: "tag" }, t("discretion")), deadlineTag(line.deadline)),
    h("p", { class: "parties" }, people(task, button, ROLES)),
    missing.length > 0 && h("p", { class: "missing" }, t("missing"), " ", missing.map((f) => [h("button", { type: "button", class: "link", onclick: () => goTo(f) }, f), " "])),
    h("p", { class: "faint small" }, `${t("clause")} ${line.clause}`, line.topic ? ` · ${line.topic}` : "", line.kind === "norm" ? ` · ${t("kind_norm")}` : ""),
    line.status === "certain" && reasons(task),
  );
}

function byStage(found) {
  const stages = new Map();
  for (const task of found) {
    const stage = task.line.stage ?? "";
    if (!stages.has(stage)) stages.set(stage, []);
    stages.get(stage).push(task);
  }
  return stages;
}

function todo(answer, button) {
  const found = tasks(answer, "certain").filter((x) => x.line.kind !== "escalation" && x.line.kind !== "norm");
  if (!found.length) return null;
  const body = [...byStage(found)].map(([stage, list]) => [
    h("h3", {}, stage || t("stageless")),
    paged(list, (x) => taskCard(x, button), { more: (n) => t("more", n) }),
  ]);
  return h("section", { "aria-labelledby": "todo-title" }, h("h2", { id: "todo-title" }, t("certainTasks"), " ", h("span", { class: "count" }, found.length)), body);
}

function beware(answer, button) {
  const broken = answer.broken_links.map((b) =>
    h("li", {}, t("broken", b.from ?? t("nobodyNamed"), t(`link_${b.kind}`), b.to), " ", h("span", { class: "faint small" }, b.clause)),
  );
  const gaps = answer.gaps.filter((g) => g.stage).map((g) => h("li", {}, `${g.stage}:${g.note}`, " ", h("span", { class: "faint small" }, list([...(g.clauses ?? []), ...(g.nearest ?? [])]))));
  if (!broken.length && !gaps.length) return null;
  return h("section", { class: "notice bad", "aria-labelledby": "beware-title" }, h("h2", { id: "beware-title" }, t("beware")), h("ul", {}, broken, gaps));
}

const ORDER = { certain: 0, later: 1, possible: 2 };

function steps(answer, button, goTo) {
  if (!answer.escalations.length) return null;
  const sorted = [...answer.escalations].sort((a, b) => ORDER[a.status] - ORDER[b.status]);
  const sure = sorted.filter((e) => e.status !== "possible");
  const maybe = sorted.filter((e) => e.status === "possible");
  const draw = (e) =>
    h(
      "li",
      { class: `step ${e.status}` },
      h("p", { class: "row" }, h("span", { class: "tag" }, t(e.status === "certain" ? "now" : e.status === "possible" ? "perhaps" : "later")), e.deadline && deadlineTag(e.deadline), h("strong", {}, e.action || e.item)),
      h("p", {}, e.from ? button(e.from) : h("span", { class: "nobody" }, t("nobodyNamed")), h("span", { class: "arrow", "aria-label": t("link_escalate_to") }, " → "), e.to.map((u) => [button(u), " "])),
      h("p", { class: "small" }, `${t("when")} ${e.trigger}`),
      (e.missing ?? []).length > 0 && h("p", { class: "missing" }, t("missing"), " ", e.missing.map((f) => [h("button", { type: "button", class: "link", onclick: () => goTo(f) }, f), " "])),
      h("p", { class: "faint small" }, `${t("clause")} ${e.clause}`),
    );
  const line = h("ol", { class: "timeline" });
  return h(
    "section",
    { "aria-labelledby": "steps-title" },
    h("h2", { id: "steps-title" }, t("steps"), " ", h("span", { class: "count" }, sure.length)),
    paged(sure, draw, { more: (n) => t("more", n), box: line, size: 30 }),
    maybe.length > 0 &&
      lazy(`${t("perhaps")} ${maybe.length}`, () => paged(maybe, draw, { more: (n) => t("more", n), box: h("ol", { class: "timeline" }), size: 30 })),
  );
}

function maybe(answer, possible, button, goTo) {
  const found = tasks(answer, "possible").filter((x) => x.line.kind !== "escalation");
  if (!found.length) return null;
  found.sort((a, b) => a.missing.size - b.missing.size);
  return h(
    "section",
    { "aria-labelledby": "maybe-title" },
    h("h2", { id: "maybe-title" }, t("possibleTasks"), " ", h("span", { class: "count" }, found.length)),
    h("p", { class: "faint" }, t("possibleHint")),
    possible.length > 0 && lazy(`${t("units")} ${possible.length}`, () => h("p", {}, possible.map((u) => [button(u.unit), " "]))),
    lazy(`${t("items")} ${found.length}`, () => paged(found, (x) => taskCard(x, button, goTo), { more: (n) => t("more", n), size: 20 })),
  );
}

function rules(answer, button) {
  const found = answer.norms.filter((n) => n.status === "certain");
  if (!found.length) return null;
  const draw = (n) =>
    h("li", {}, n.actor ? button(n.actor) : h("span", { class: "nobody" }, t("nobodyNamed")), " ", h("strong", {}, t(`mod_${n.modality}`)), ` ${n.action} `, n.enforced_by.length > 0 && h("span", { class: "faint" }, `${t("enforced")} ${list(n.enforced_by)} `), h("span", { class: "faint small" }, n.clause));
  return h("section", { "aria-labelledby": "rules-title" }, h("h2", { id: "rules-title" }, t("norms"), " ", h("span", { class: "count" }, found.length)), paged(found, draw, { more: (n) => t("more", n), box: h("ul", {}), size: 10 }));
}

function others(units, button) {
  const draw = (u) => h("li", {}, button(u.name, "off"));
  return h("section", { "aria-labelledby": "others-title" }, h("h2", { id: "others-title" }, t("excluded"), " ", h("span", { class: "count" }, units.length)), h("p", { class: "faint" }, t("excludedHint")), lazy(t("showAll", units.length), () => paged(units, draw, { more: (n) => t("more", n), box: h("ul", { class: "names" }), size: 60 })));
}

// A part that is made when it is opened.
export function lazy(title, make, props = {}) {
  const body = h("div", {});
  const node = h("details", { class: "fold", ...props }, h("summary", {}, title), body);
  let made = false;
  node.addEventListener("toggle", () => {
    if (node.open && !made) {
      made = true;
      fill(body, make());
    }
  });
  return node;
}

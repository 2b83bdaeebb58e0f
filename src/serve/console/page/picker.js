// What answers one question, by the kind of its fact: a number, one of a few, several of many.

import { fill, h, pause, say } from "./dom.js";
import { t } from "./words.js";

// So many values are offered before somebody asks for all.
const FEW = 24;
const MANY = 400;

export function shown(fact, value) {
  if (value === null) return t("noneChosen");
  if (value === true) return t("yes");
  if (value === false) return t("no");
  return fact?.kind === "int" ? `${value}${fact.measure ?? ""}` : String(value);
}

export function picker(fact, { get, set, id }) {
  switch (fact.kind) {
    case "int":
      return number(fact, get, set, id);
    case "bool":
      return single(fact, [[true, t("yes")], [false, t("no")]], get, set, id);
    case "set_of":
      return several(fact, get, set, id);
    default:
      return fact.values.length > FEW ? several(fact, get, set, id, true) : single(fact, fact.values.map((v) => [v.name, v.name, v]), get, set, id);
  }
}

function number(fact, get, set, id) {
  const { min, max } = fact;
  const input = h("input", { type: "number", id: `${id}-n`, min, max, step: 1, inputmode: "numeric", "aria-describedby": `${id}-h` });
  const hint = h("span", { class: "faint", id: `${id}-h` }, t("range", min, max));
  input.addEventListener("input", () => {
    const n = Number(input.value);
    const fits = input.value !== "" && Number.isInteger(n) && n >= min && n <= max;
    input.setAttribute("aria-invalid", String(input.value !== "" && !fits));
    hint.textContent = input.value !== "" && !fits ? t("outOfRange", min, max) : t("range", min, max);
    hint.classList.toggle("badtext", input.value !== "" && !fits);
    if (fits) set(n);
    else if (get() !== undefined) set(undefined);
  });
  const node = h("p", { class: "row" }, h("label", { class: "unseen", for: `${id}-n` }, fact.question ?? fact.name), input, h("span", {}, fact.measure ?? ""), hint);
  const show = () => {
    const value = get();
    if (document.activeElement !== input) input.value = value === undefined ? "" : String(value);
  };
  show();
  return { node, show };
}

function single(fact, values, get, set, id) {
  const options = [...values, [undefined, t("unknown")]];
  const buttons = options.map(([value, text, entry]) => {
    const input = h("input", { type: "radio", name: id, class: "unseen", onchange: () => set(value) });
    return { value, input, node: h("label", { class: value === undefined ? "chip quiet" : "chip", title: entry ? about(entry) : null }, input, text) };
  });
  const show = () => {
    for (const b of buttons) b.input.checked = b.value === get();
  };
  show();
  return { node: h("div", { class: "chips", role: "radiogroup", "aria-label": fact.question ?? fact.name }, buttons.map((b) => b.node)), show };
}

// Many values: those that the plan's items name first, broader ones as headings, the rest by search.
function several(fact, get, set, id, one) {
  const box = h("div", {});
  const chips = new Map();
  const search = h("input", { type: "search", id: `${id}-s`, placeholder: t("search"), "aria-label": t("searchIn", fact.name), autocomplete: "off" });
  const useful = fact.values.filter((v) => v.used > 0);
  let all = fact.values.length <= FEW;
  const held = () => (one ? (get() === undefined ? [] : [get()]) : (get() ?? []));

  function chip(value) {
    const found = chips.get(value.name);
    if (found) return found;
    const node = h("button", { type: "button", class: "chip", "aria-pressed": "false", title: about(value), onclick: () => toggle(value.name) }, value.name);
    chips.set(value.name, node);
    return node;
  }

  function toggle(name) {
    const now = held();
    if (one) set(now.includes(name) ? undefined : name);
    else {
      const rest = now.includes(name) ? now.filter((v) => v !== name) : [...now, name];
      set(rest.length ? rest : undefined);
    }
  }

  function layout() {
    const asked = search.value.trim();
    if (asked) {
      const hits = fact.values.filter((v) => matches(v, asked)).slice(0, 60);
      fill(box, hits.length ? h("ul", { class: "hits" }, hits.map((v) => h("li", {}, chip(v), h("span", { class: "faint" }, about(v))))) : h("p", { class: "faint" }, t("noMatch")));
      say(hits.length ? `${hits.length}` : t("noMatch"));
      return;
    }
    const pool = all ? fact.values.slice(0, MANY) : (useful.length ? useful : fact.values);
    const few = all ? pool : [...pool].sort((a, b) => b.used - a.used).slice(0, FEW);
    const names = new Set([...few.map((v) => v.name), ...held()]);
    const shownValues = fact.values.filter((v) => names.has(v.name));
    fill(box, families(shownValues, chip), names.size < fact.values.length && h("button", { type: "button", class: "plain", onclick: () => { all = true; layout(); } }, t("showAll", fact.values.length)));
  }

  const none = h("button", { type: "button", class: "chip quiet", "aria-pressed": "false", onclick: () => set(isNone() ? undefined : []) }, t("none"));
  const isNone = () => Array.isArray(get()) && get().length === 0;
  const show = () => {
    const now = held();
    if (!search.value.trim() && now.some((n) => !chips.has(n))) layout();
    for (const [name, node] of chips) node.setAttribute("aria-pressed", String(now.includes(name)));
    none.setAttribute("aria-pressed", String(isNone()));
  };
  search.addEventListener("input", pause(60, () => { layout(); show(); }));
  layout();
  show();
  return {
    node: h("div", { class: "several", role: "group", "aria-label": fact.question ?? fact.name }, fact.values.length > 12 && search, box, !one && h("div", { class: "chips" }, none)),
    show,
  };
}

// Values beneath the broader value that they belong to, where that one is shown too.
function families(values, chip) {
  const names = new Set(values.map((v) => v.name));
  const children = new Map();
  const roots = [];
  for (const value of values) {
    const parent = value.parents.find((p) => names.has(p));
    if (parent) children.set(parent, [...(children.get(parent) ?? []), value]);
    else roots.push(value);
  }
  const alone = roots.filter((v) => !children.has(v.name));
  const below = (value, seen) => (children.get(value.name) ?? []).filter((c) => !seen.has(c.name)).flatMap((c) => [c, ...below(c, seen.add(c.name))]);
  const families = roots
    .filter((v) => children.has(v.name))
    .map((v) => h("div", { class: "family" }, chip(v), h("div", { class: "chips" }, below(v, new Set([v.name])).map(chip))));
  // A ring of broader values has no root: its members still stand somewhere.
  const placed = new Set(roots.flatMap((v) => [v, ...below(v, new Set([v.name]))]).map((v) => v.name));
  const stray = values.filter((v) => !placed.has(v.name));
  return [families, h("div", { class: "chips" }, [...alone, ...stray].map(chip))];
}

function about(value) {
  const parts = [];
  if (value.aliases.length) parts.push(`${t("alias")} ${value.aliases.join("、")}`);
  if (value.parents.length) parts.push(`${t("within")} ${value.parents.join("、")}`);
  if (value.note) parts.push(value.note);
  return parts.join(" · ");
}

export function matches(value, asked) {
  const low = asked.toLowerCase();
  return [value.name, ...value.aliases, value.note ?? ""].some((w) => w.toLowerCase().includes(low));
}

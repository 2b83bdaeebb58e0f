// The form of a case, made from a plan's vocabulary: the next question in full, all others folded, and a line in which anything can be said.

import { fill, h, pause, say } from "./dom.js";
import { t } from "./words.js";

// So many values are offered before somebody asks for all.
const FEW = 24;
const MANY = 400;

// `change(facts)` is called with a new object whenever an answer changes.
export function caseForm({ vocabulary, facts, change, tests, prefix = "q" }) {
  const facts_ = { ...facts };
  const byName = new Map(vocabulary.facts.map((f) => [f.name, f]));
  const next = h("section", { class: "card next", "aria-labelledby": `${prefix}-next-title` });
  const all = h("div", { class: "facts" });
  const rows = new Map();
  const skipped = new Set();
  let ask = [];
  let asked = null;
  const words = described({ vocabulary, has, add, prefix });

  function has(fact, value) {
    const held = facts_[fact.name];
    return Array.isArray(held) ? held.includes(value) : held === value;
  }

  function add(fact, value) {
    if (fact.kind === "set_of") {
      const held = facts_[fact.name] ?? [];
      if (!held.includes(value)) facts_[fact.name] = [...held, value];
    } else facts_[fact.name] = value;
    changed(fact);
  }

  function set(fact, value) {
    if (value === undefined) delete facts_[fact.name];
    else facts_[fact.name] = value;
    changed(fact);
  }

  function changed(fact) {
    rows.get(fact.name)?.show();
    if (asked?.fact === fact) asked.show();
    words.show();
    change({ ...facts_ });
  }

  // What the service would ask next; a question that is being answered stays until another is asked for.
  function showNext() {
    const left = ask.filter((a) => !skipped.has(a.fact) && facts_[a.fact] === undefined);
    const now = asked && facts_[asked.fact.name] !== undefined && asked.open ? null : left[0];
    if (asked && asked.open && facts_[asked.fact.name] !== undefined) {
      // Several values may be chosen one after another.
      fillNext(asked.fact, asked.settles, true, left);
      return;
    }
    if (!now) {
      asked = null;
      fill(next, h("p", { class: "faint" }, ask.length || Object.keys(facts_).length ? t("allAsked") : t("loading")));
      return;
    }
    if (asked?.fact.name !== now.fact) fillNext(byName.get(now.fact), now.settles, false, left);
    else asked.settlesText.textContent = t("settles", now.settles);
  }

  function fillNext(fact, settles, answered, left) {
    if (!fact) return;
    if (asked?.fact === fact && asked.answered === answered) return;
    if (asked?.fact === fact) {
      asked.answered = answered;
      asked.goOn.hidden = !answered || !left.length;
      asked.pass.hidden = answered;
      return;
    }
    const chooser = picker(fact, { get: () => facts_[fact.name], set: (v) => set(fact, v), id: `${prefix}-next` });
    const settlesText = h("span", { class: "tag" }, t("settles", settles));
    const goOn = h("button", { type: "button", class: "main", hidden: true, onclick: () => leave(fact) }, t("nextQuestion"));
    const pass = h("button", { type: "button", class: "plain", onclick: () => leave(fact, true) }, t("skip"));
    asked = { fact, settles, answered, open: fact.kind === "set_of", show: chooser.show, settlesText, goOn, pass };
    goOn.hidden = !answered;
    pass.hidden = answered;
    fill(
      next,
      h("p", { class: "over" }, t("nextQuestion"), " ", settlesText),
      h("h2", { id: `${prefix}-next-title` }, fact.question ?? fact.name),
      fact.note && h("p", { class: "faint" }, fact.note),
      chooser.node,
      h("p", { class: "row" }, goOn, pass),
    );
  }

  function leave(fact, skip) {
    if (skip) skipped.add(fact.name);
    if (asked) asked.open = false;
    asked = null;
    showNext();
    next.querySelector("h2")?.focus?.();
  }

  function group(title, list, open) {
    if (!list.length) return null;
    const body = h("div", {});
    for (const fact of list) {
      const row = factRow(fact, { get: () => facts_[fact.name], set: (v) => set(fact, v), prefix });
      rows.set(fact.name, row);
      body.append(row.node);
    }
    return h("details", { class: "group", open }, h("summary", {}, title, " ", h("span", { class: "faint" }, list.length)), body);
  }

  const used = vocabulary.facts.filter((f) => f.used > 0);
  const groups = [
    group(t("groupChoice"), used.filter((f) => ["set_of", "one_of", "ordered"].includes(f.kind)), true),
    group(t("groupNumber"), used.filter((f) => f.kind === "int"), false),
    group(t("groupYesNo"), used.filter((f) => f.kind === "bool"), false),
    group(t("groupUnused"), vocabulary.facts.filter((f) => f.used === 0), false),
  ];
  fill(all, h("h2", {}, t("factsAll")), h("p", { class: "faint" }, t("completeNote")), groups);

  const given = h("div", { class: "given" });
  function showGiven() {
    const chips = [];
    for (const [name, value] of Object.entries(facts_)) {
      const fact = byName.get(name);
      const parts = Array.isArray(value) ? (value.length ? value : [null]) : [value];
      for (const part of parts) {
        const text = shown(fact, part);
        const drop = () => {
          const rest = Array.isArray(value) ? facts_[name].filter((v) => v !== part) : [];
          set(fact, rest.length ? rest : undefined);
        };
        chips.push(h("button", { type: "button", class: "chip on", "aria-label": t("remove", `${name} ${text}`), onclick: drop }, `${name}:${text}`, h("span", { "aria-hidden": "true", class: "x" }, "×")));
      }
    }
    fill(given, chips.length ? [h("span", { class: "faint" }, t("facts")), chips] : []);
  }

  const example = tests?.length ? examples(tests, (picked) => replace(picked)) : null;

  function replace(more) {
    for (const name of Object.keys(facts_)) delete facts_[name];
    Object.assign(facts_, more);
    skipped.clear();
    asked = null;
    for (const row of rows.values()) row.show();
    words.show();
    showGiven();
    change({ ...facts_ });
  }

  showGiven();
  return {
    node: h("div", { class: "form" }, words.node, example, given, next, all),
    // The service's own order of questions.
    asks(list) {
      ask = list;
      showGiven();
      showNext();
    },
    replace,
    // Opens a question and goes there.
    goTo(name) {
      const row = rows.get(name);
      if (!row) return;
      skipped.delete(name);
      row.node.closest("details.group").open = true;
      row.open();
    },
  };
}

function shown(fact, value) {
  if (value === null) return t("noneChosen");
  if (value === true) return t("yes");
  if (value === false) return t("no");
  return fact?.kind === "int" ? `${value}${fact.measure ?? ""}` : String(value);
}

// One question, folded; its answer stands in the head.
function factRow(fact, { get, set, prefix }) {
  const answer = h("span", { class: "answer" });
  const body = h("div", { class: "body" });
  const node = h("details", { class: "fact" }, h("summary", {}, h("span", { class: "name" }, fact.name), h("span", { class: "question" }, fact.question ?? ""), answer), body);
  let chooser = null;
  node.addEventListener("toggle", () => {
    if (!node.open || chooser) return;
    chooser = picker(fact, { get, set, id: `${prefix}-${fact.name}` });
    fill(body, fact.note && h("p", { class: "faint" }, fact.note), chooser.node);
  });
  function show() {
    const value = get();
    const parts = Array.isArray(value) ? (value.length ? value : [null]) : value === undefined ? [] : [value];
    fill(answer, parts.map((p) => shown(fact, p)).join("、"));
    node.classList.toggle("known", value !== undefined);
    chooser?.show();
  }
  show();
  return {
    node,
    show,
    open() {
      node.open = true;
      requestAnimationFrame(() => {
        node.scrollIntoView({ block: "center" });
        node.querySelector("summary").focus();
      });
    },
  };
}

// What answers a question: by the kind of the fact.
function picker(fact, { get, set, id }) {
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

function matches(value, asked) {
  const low = asked.toLowerCase();
  return [value.name, ...value.aliases, value.note ?? ""].some((w) => w.toLowerCase().includes(low));
}

function examples(tests, use) {
  const select = h("select", { id: "example" }, h("option", { value: "" }, t("examplesPick")), tests.slice(0, 200).map((test, i) => h("option", { value: String(i) }, test.name)));
  select.addEventListener("change", () => {
    if (select.value !== "") use(tests[Number(select.value)].facts);
    select.value = "";
  });
  return h("p", { class: "row example" }, h("label", { for: "example" }, t("examples")), select);
}

// Free text: words of the vocabulary that stand in it, offered to be clicked.
function described({ vocabulary, has, add, prefix }) {
  const input = h("textarea", { id: `${prefix}-text`, rows: 2, placeholder: t("describePlaceholder"), "aria-describedby": `${prefix}-text-h` });
  const out = h("div", { class: "found", "aria-live": "polite" });
  let hits = [];
  function look() {
    const text = input.value.trim();
    hits = text ? recognized(text, vocabulary) : [];
    show();
  }
  function show() {
    const text = input.value.trim();
    if (!text) return fill(out);
    const left = hits.filter((x) => !x.near && !has(x.fact, x.value));
    const perhaps = hits.filter((x) => x.near && !has(x.fact, x.value));
    if (!hits.length) return fill(out, h("p", { class: "faint" }, t("foundNone")));
    fill(
      out,
      left.length > 0 && h("p", { class: "faint" }, t("found")),
      h("div", { class: "chips" }, left.map(offer)),
      perhaps.length > 0 && h("p", { class: "faint" }, t("foundNear")),
      perhaps.length > 0 && h("div", { class: "chips" }, perhaps.map(offer)),
      left.length > 1 && left.length <= 12 && h("button", { type: "button", class: "plain", onclick: () => left.forEach((x) => add(x.fact, x.value)) }, t("addAll")),
    );
  }
  function offer(x) {
    return h("button", { type: "button", class: x.near ? "chip" : "chip offer", onclick: () => add(x.fact, x.value) }, h("span", { "aria-hidden": "true", class: "plus" }, "+"), `${x.fact.name}:${shown(x.fact, x.value)}`);
  }
  input.addEventListener("input", pause(150, look));
  const node = h("section", { class: "card say" }, h("h2", {}, h("label", { for: `${prefix}-text` }, t("describe"))), h("p", { class: "faint", id: `${prefix}-text-h` }, t("describeHint")), input, out);
  return { node, show };
}

// Short texts are looked for in the words, long ones have the words looked for in them; the longer word wins where two overlap.
export function recognized(text, vocabulary) {
  const low = text.toLowerCase();
  const hits = [];
  for (const fact of vocabulary.facts) {
    for (const value of fact.values) {
      for (const word of [value.name, ...value.aliases]) {
        const at = word.length > 1 ? low.indexOf(word.toLowerCase()) : -1;
        if (at >= 0) hits.push({ fact, value: value.name, at, end: at + word.length, used: value.used });
      }
    }
    if (fact.kind === "bool") {
      for (const word of [fact.name, ...fact.aliases]) {
        const at = low.indexOf(word.toLowerCase());
        if (at >= 0) hits.push({ fact, value: true, at, end: at + word.length, used: fact.used });
      }
    }
    if (fact.kind === "int" && fact.measure) hits.push(...numbers(text, fact));
  }
  const best = hits.filter((a) => !hits.some((b) => b !== a && b.fact === a.fact && b.at <= a.at && b.end >= a.end && b.end - b.at > a.end - a.at));
  if (text.length <= 8) best.push(...within(low, vocabulary));
  const seen = new Set();
  const sure = best
    .sort((a, b) => a.at - b.at || b.end - b.at - (a.end - a.at) || b.used - a.used)
    .filter((x) => !seen.has(`${x.fact.name}=${x.value}`) && seen.add(`${x.fact.name}=${x.value}`))
    .slice(0, 40);
  return [...sure, ...near(low, vocabulary, seen)];
}

// Values that share a rare character or two with the text: `打伤` finds `身体受伤`. Only offered, never filled in by themselves.
function near(low, vocabulary, seen) {
  const letters = new Set([...low].filter((c) => /\p{Script=Han}/u.test(c)));
  const values = vocabulary.facts.flatMap((fact) => fact.values.filter((v) => v.used > 0).map((v) => ({ fact, value: v.name, used: v.used, letters: new Set([...[v.name, ...v.aliases].join("")]) })));
  const often = new Map();
  for (const v of values) for (const c of v.letters) often.set(c, (often.get(c) ?? 0) + 1);
  const score = (v) => [...v.letters].filter((c) => letters.has(c)).reduce((sum, c) => sum + 1 / often.get(c), 0);
  return values
    .map((v) => ({ ...v, near: true, score: score(v) }))
    .filter((v) => v.score >= 0.12 && !seen.has(`${v.fact.name}=${v.value}`))
    .sort((a, b) => b.score - a.score || b.used - a.used)
    .slice(0, 8);
}

function within(low, vocabulary) {
  return vocabulary.facts.flatMap((fact) => fact.values.filter((v) => matches(v, low)).map((v) => ({ fact, value: v.name, at: 0, end: low.length, used: v.used })));
}

const DIGITS = "零一二三四五六七八九";

// `6岁`, `六岁`, `十五岁`.
function numbers(text, fact) {
  const found = text.match(new RegExp(`(\\d+|[零一二两三四五六七八九十]{1,3})\\s*(周|整|个)?${escaped(fact.measure)}`));
  if (!found) return [];
  const n = /^\d/.test(found[1]) ? Number(found[1]) : chinese(found[1]);
  return n >= fact.min && n <= fact.max ? [{ fact, value: n, at: found.index, end: found.index + found[0].length, used: fact.used }] : [];
}

function chinese(word) {
  const one = (c) => (c === "两" ? 2 : DIGITS.indexOf(c));
  const at = word.indexOf("十");
  if (at < 0) return word.length === 1 ? one(word) : Number.NaN;
  const tens = at === 0 ? 1 : one(word[at - 1]);
  return tens * 10 + (at + 1 < word.length ? one(word[at + 1]) : 0);
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

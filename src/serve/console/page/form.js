// The form of a case, made from a plan's vocabulary: the next question in full, all others folded, and a line in which anything can be said.

import { fill, h } from "./dom.js";
import { picker, shown } from "./picker.js";
import { described } from "./said.js";
import { t } from "./words.js";

// `change(facts)` is called with a new object whenever an answer changes.
export function caseForm({ vocabulary, facts, change, tests, prefix = "q" }) {
  const facts_ = { ...facts };
  const byName = new Map(vocabulary.facts.map((f) => [f.name, f]));
  const next = h("section", { class: "card next", "aria-labelledby": `${prefix}-next-title` });
  const all = h("div", { class: "facts" });
  const rows = new Map();
  const skipped = new Set();
  // Until the service says what it would ask, what most hangs on.
  let ask = [...vocabulary.facts].sort((a, b) => b.used - a.used).map((f) => ({ fact: f.name, settles: null }));
  let asked = null;
  const words = described({ vocabulary, has, add, prefix, example: tests?.[0]?.name });

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
    showGiven();
    change({ ...facts_ });
  }

  // What the service would ask next; a question that is being answered stays until another is asked for.
  function showNext() {
    const left = ask.filter((a) => !skipped.has(a.fact) && facts_[a.fact] === undefined);
    // Several values may be chosen one after another: the question stays until somebody goes on.
    if (asked?.open && asked.touched) {
      fillNext(asked.fact, asked.settles, facts_[asked.fact.name] !== undefined, left);
      return;
    }
    const now = left[0];
    if (!now) {
      asked = null;
      fill(next, h("p", { class: "faint" }, ask.length || Object.keys(facts_).length ? t("allAsked") : t("loading")));
      return;
    }
    if (asked?.fact.name !== now.fact) fillNext(byName.get(now.fact), now.settles, false, left);
    else weight(asked.settlesText, now.settles);
  }

  function weight(tag, settles) {
    tag.textContent = settles === null ? "" : t("settles", settles);
    tag.hidden = settles === null;
  }

  function fillNext(fact, settles, answered, left) {
    if (!fact) return;
    if (asked?.fact === fact) {
      asked.goOn.hidden = !answered || !left.length;
      asked.pass.hidden = answered;
      return;
    }
    const chooser = picker(fact, { get: () => facts_[fact.name], set: (v) => { asked.touched = true; set(fact, v); }, id: `${prefix}-next` });
    const settlesText = h("span", { class: "tag" });
    weight(settlesText, settles);
    const goOn = h("button", { type: "button", class: "main", hidden: true, onclick: () => leave(fact) }, t("nextQuestion"));
    const pass = h("button", { type: "button", class: "plain", onclick: () => leave(fact, true) }, t("skip"));
    asked = { fact, settles, open: fact.kind === "set_of", show: chooser.show, settlesText, goOn, pass };
    goOn.hidden = !answered;
    pass.hidden = answered;
    fill(
      next,
      h("p", { class: "over" }, t("nextQuestion"), " ", settlesText),
      h("h2", { id: `${prefix}-next-title`, tabindex: "-1" }, fact.question ?? fact.name),
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
  if (!Object.keys(facts_).length) showNext();
  return {
    head: h("section", { class: "form", "aria-label": t("facts") }, words.node, example, given, next),
    all: h("section", { class: "form all", "aria-label": t("factsAll") }, all),
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

function examples(tests, use) {
  const select = h("select", { id: "example" }, h("option", { value: "" }, t("examplesPick")), tests.slice(0, 200).map((test, i) => h("option", { value: String(i) }, test.name)));
  select.addEventListener("change", () => {
    if (select.value !== "") use(tests[Number(select.value)].facts);
    select.value = "";
  });
  return h("p", { class: "row example" }, h("label", { for: "example" }, t("examples")), select);
}

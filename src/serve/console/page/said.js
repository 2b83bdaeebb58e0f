// A case in anybody's words: what of the vocabulary stands in them, offered to be clicked.

import { fill, h, pause } from "./dom.js";
import { matches, shown } from "./picker.js";
import { t } from "./words.js";

export function described({ vocabulary, has, add, prefix, example }) {
  const input = h("textarea", { id: `${prefix}-text`, rows: 2, placeholder: example ? t("describePlaceholder", example) : null, "aria-describedby": `${prefix}-text-h` });
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
      left.length > 1 && left.length <= 12 && h("button", { type: "button", class: "plain", onclick: () => left.forEach((x) => add(x.fact, x.value)) }, t("addAll")),
      perhaps.length > 0 && h("p", { class: "faint" }, t("foundNear")),
      perhaps.length > 0 && h("div", { class: "chips" }, perhaps.map(offer)),
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
  const rest = [...low].filter((_, at) => !sure.some((x) => x.at <= at && at < x.end)).join("");
  return [...sure, ...near(rest, vocabulary, seen)];
}

// Characters that say nothing of a case.
const EMPTY = "的了在是有无被把和与或等个人事未不为到及其";

// Values that share a rare character or two with what was not recognized: `打伤` finds `身体受伤`. Only offered, never filled in by themselves.
function near(low, vocabulary, seen) {
  const letters = new Set([...low].filter((c) => /\p{Script=Han}/u.test(c) && !EMPTY.includes(c)));
  const values = vocabulary.facts.flatMap((fact) => fact.values.filter((v) => v.used > 0).map((v) => ({ fact, value: v.name, used: v.used, letters: new Set([...[v.name, ...v.aliases].join("")]) })));
  const often = new Map();
  for (const v of values) for (const c of v.letters) often.set(c, (often.get(c) ?? 0) + 1);
  const score = (v) => [...v.letters].filter((c) => letters.has(c)).reduce((sum, c) => sum + 1 / often.get(c), 0);
  return values
    .map((v) => ({ ...v, near: true, score: score(v) }))
    .filter((v) => v.score >= 0.15 && !seen.has(`${v.fact.name}=${v.value}`))
    .sort((a, b) => b.score - a.score || b.used - a.used)
    .slice(0, 6);
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

// A plan that is being written: its text, what is wrong with it, and a case tried on it. Nothing leaves this tab but the questions.

import { Problem, planPath, post, read } from "./api.js";
import { answerView } from "./answer.js";
import { download, fill, h, paged, pause, say } from "./dom.js";
import { caseForm } from "./form.js";
import { t } from "./words.js";

const KEY = "zeren.draft";

const SMALLEST = `方案 例 {
  标题: "试写的方案"
  词表: 无
}

单位 公安局 { 别名: 公安机关 }
单位 民政局
单位 救助站

事实 情形 {
  类型: 多选
  提问: "发生了什么?"
  值 受伤
  值 走失
  值 无人照看
}
事实 年龄 { 类型: 整数  取值: 0..120  计量: 岁  提问: "多大年纪?" }

职责 出警 {
  出处: 一/1
  事项: 处置
  责任: 公安局
  当: 情形 含任一 (受伤、走失)
  办理: "出警查明情况"
  时限: 立即
  通报: 民政局
}

职责 照料 {
  出处: 一/2
  事项: 照料
  责任: 民政局
  当: 情形 含 无人照看 且 年龄 < 16
  办理: "安排临时照料"
  移交: 救助站
}
`;

export async function draftView(box, { plans, id, rest, query }) {
  const state = kept() ?? { files: [{ name: "plan.zr", text: SMALLEST, vocabulary: false }], at: 0, facts: {} };
  const area = h("textarea", { id: "text", spellcheck: "false", wrap: "off", autocapitalize: "off", autocomplete: "off", "aria-label": t("editor"), "aria-describedby": "problem-count" });
  const numbers = h("pre", { "aria-hidden": "true" });
  const problems = h("div", { "aria-label": t("problems") });
  const count = h("p", { id: "problem-count", role: "status" });
  const trial = h("div", {});
  const files = h("select", { id: "file", onchange: () => { state.at = Number(files.value); open(); } });
  const from = h("select", { id: "from", onchange: start }, h("option", { value: "" }, "…"), h("option", { value: "smallest" }, t("emptyDraft")), plans.map((p) => h("option", { value: `plan ${p.id}` }, p.title)));
  const save = h("button", { type: "button", onclick: () => download(current().name, new Blob([current().text], { type: "text/plain" })) }, t("saveFile"));
  let running = null;
  let form = null;
  let formOf = "";
  let lines = 0;

  fill(
    box,
    h("h1", {}, t("draft")),
    h("p", { class: "faint" }, t("draftHint")),
    h("div", { class: "filters" }, h("label", { for: "from" }, t("startFrom")), from, h("label", { for: "file" }, t("file")), files, save),
    h("div", { class: "two" }, h("div", {}, h("div", { class: "editor" }, numbers, area), h("section", { class: "card problems-card" }, h("h2", {}, t("problems")), count, problems)), h("section", { class: "trial", "aria-label": t("tryCase") }, trial)),
  );

  const current = () => state.files[state.at];

  async function start() {
    const asked = from.value;
    from.value = "";
    if (!asked || (changed() && !window.confirm(t("replaceDraft")))) return;
    if (asked === "smallest") state.files = [{ name: "plan.zr", text: SMALLEST, vocabulary: false }];
    else {
      const texts = await read(planPath(asked.slice(5), "texts"));
      state.files = texts.files.map((f) => ({ ...f }));
    }
    for (const file of state.files) file.was = file.text;
    state.at = Math.max(0, state.files.findIndex((f) => f.name === "plan.zr"));
    state.facts = {};
    form = null;
    formOf = "";
    list();
    open();
  }

  const changed = () => state.files.some((f) => f.text !== (f.was ?? SMALLEST));

  function list() {
    fill(files, state.files.map((f, i) => h("option", { value: String(i), selected: i === state.at }, f.name)));
  }

  function open() {
    files.value = String(state.at);
    area.value = current().text;
    area.scrollTop = 0;
    number();
    check();
  }

  function number() {
    let n = 1;
    for (let at = area.value.indexOf("\n"); at >= 0; at = area.value.indexOf("\n", at + 1)) n += 1;
    if (n !== lines) {
      lines = n;
      numbers.textContent = Array.from({ length: n }, (_, i) => i + 1).join("\n");
    }
    numbers.scrollTop = area.scrollTop;
  }

  area.addEventListener("scroll", () => { numbers.scrollTop = area.scrollTop; });
  area.addEventListener("input", () => {
    current().text = area.value;
    number();
    soon();
  });
  const soon = pause(400, check);

  async function check() {
    keep(state);
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const texts = (own) => state.files.filter((f) => Boolean(f.vocabulary) === own).map(({ name, text }) => ({ name, text }));
    try {
      const found = await post("/v1/draft", { files: texts(false), vocabularies: texts(true), facts: state.facts }, mine.signal);
      if (running === mine) show(found);
    } catch (error) {
      if (error.name === "AbortError") return;
      fill(problems, h("p", { class: "notice bad", role: "alert" }, error instanceof Problem ? error.message : t("failed")));
      if (!(error instanceof Problem)) throw error;
    }
  }

  function show(found) {
    const { summary, diagnostics } = found.check;
    count.textContent = diagnostics.length ? t("findingsSummary", summary.error, summary.warning, summary.info) : t("findingsNone");
    fill(problems, paged(diagnostics, problem, { more: (n) => t("more", n), box: h("ul", { class: "problems" }), size: 20 }));
    if (!found.vocabulary) {
      fill(trial, h("p", { class: "notice" }, t("headerMissing")));
      form = null;
      formOf = "";
      return;
    }
    const shape = JSON.stringify(found.vocabulary.facts);
    if (shape !== formOf) {
      formOf = shape;
      state.facts = fitting(state.facts, found.vocabulary);
      form = caseForm({ vocabulary: found.vocabulary, facts: state.facts, prefix: "d", change: (facts) => { state.facts = facts; soon(); } });
      fill(trial, h("h2", {}, t("tryCase")), form.head, h("div", { class: "result", id: "trial-result" }), form.all);
      if (found.fact_problems.length) soon();
    }
    const out = trial.querySelector(".result");
    if (!found.answer) return void fill(out, found.fact_problems.map((p) => h("p", { class: "notice" }, p)));
    form.asks(found.answer.ask);
    const view = answerView(found.answer, { goTo: form.goTo });
    fill(out, Object.keys(state.facts).length ? view.nodes : []);
    if (Object.keys(state.facts).length) say(view.summary);
  }

  function problem(d) {
    const at = d.locations[0];
    const where = state.files.findIndex((f) => at && f.name === at.file.split(/[/\\]/).pop());
    return h(
      "li",
      {},
      h("span", { class: `tag ${d.severity}` }, t(`severity_${d.severity}`)),
      " ",
      at && where >= 0 ? h("button", { type: "button", class: "link", onclick: () => goTo(where, at) }, `${state.files.length > 1 ? `${state.files[where].name} ` : ""}${t("lineOf", at.line, at.column)}`) : null,
      " ",
      d.message,
      d.help && h("div", { class: "small faint" }, d.help),
    );
  }

  function goTo(file, at) {
    if (file !== state.at) {
      state.at = file;
      open();
    }
    const start = offset(area.value, at.line, at.column);
    area.focus();
    area.setSelectionRange(start, Math.max(start, offset(area.value, at.end_line, at.end_column)));
    area.scrollTop = Math.max(0, (at.line - 6) * (area.scrollHeight / Math.max(1, lines)));
  }

  list();
  open();
}

// Lines and columns count characters from 1; a text area counts UTF-16.
function offset(text, line, column) {
  let at = 0;
  for (let n = 1; n < line; n += 1) {
    const next = text.indexOf("\n", at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  for (let n = 1; n < column && at < text.length && text[at] !== "\n"; n += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

// The answers that the changed vocabulary still has.
function fitting(facts, vocabulary) {
  const out = {};
  for (const [name, value] of Object.entries(facts)) {
    const fact = vocabulary.facts.find((f) => f.name === name);
    if (!fact) continue;
    const has = (word) => fact.values.some((v) => v.name === word);
    if (fact.kind === "set_of") {
      if (Array.isArray(value) && value.every(has)) out[name] = value;
    } else if (fact.kind === "bool" ? typeof value === "boolean" : fact.kind === "int" ? Number.isInteger(value) && value >= fact.min && value <= fact.max : has(value)) out[name] = value;
  }
  return out;
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function keep(state) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // A draft beyond what the tab may store is kept in memory only.
  }
}

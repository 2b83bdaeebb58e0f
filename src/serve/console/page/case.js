// Route a case: the form on one side, the answer on the other; every change asks again.

import { Problem, planPath, post, postText, read } from "./api.js";
import { answerView, lazy } from "./answer.js";
import { fill, h, pause, say } from "./dom.js";
import { caseForm } from "./form.js";
import { openSheet } from "./sheet.js";
import { address, factsOf, factsQuery, note } from "./state.js";
import { openUnit } from "./unit.js";
import { t } from "./words.js";

export async function caseView(box, { id, query }) {
  fill(box, h("p", { class: "faint" }, t("loading")));
  const [vocabulary, units, tests] = await Promise.all([read(planPath(id, "vocabulary")), read(planPath(id, "units")), read(planPath(id, "tests"))]);
  const start = factsOf(query, vocabulary);
  const state = { facts: start.facts, all: start.all, day: start.day };
  const result = h("div", { class: "result", id: "result" });
  const status = h("p", { class: "status" });
  const bar = tools();
  const form = caseForm({
    vocabulary,
    facts: state.facts,
    tests: tests.tests.filter((x) => Object.keys(x.facts).length),
    change(facts) {
      state.facts = facts;
      moved();
    },
  });
  const right = h("section", { class: "right", "aria-label": t("who") }, bar.node, status, result);
  fill(box, h("h1", { class: "unseen" }, t("case")), start.strange.length > 0 && h("p", { class: "notice" }, start.strange.join(" ")), h("div", { class: "two case-parts" }, form.head, right, form.all));
  form.all.append(options());

  const question = () => ({ plan: id, facts: state.facts, ...(state.all ? { all_scopes: true } : {}), ...(state.day ? { as_of: state.day } : {}) });
  let running = null;

  function moved() {
    note(address("case", [id], factsQuery(state.facts, state)));
    bar.show();
    soon();
  }

  const soon = pause(120, route);

  async function route() {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    result.setAttribute("aria-busy", "true");
    try {
      const answer = await post("/v1/route", question(), mine.signal);
      if (running !== mine) return;
      show(answer);
    } catch (error) {
      if (error.name === "AbortError") return;
      const said = error instanceof Problem ? error.message : t("failed");
      fill(result, h("div", { class: "notice bad", role: "alert" }, h("p", {}, said), error.id && h("p", { class: "faint small" }, error.id), h("button", { type: "button", onclick: route }, t("retry"))));
      if (!(error instanceof Problem)) throw error;
    } finally {
      if (running === mine) result.removeAttribute("aria-busy");
    }
  }

  function show(answer) {
    form.asks(answer.ask);
    if (!Object.keys(state.facts).length) {
      status.textContent = "";
      fill(result, intro());
      return;
    }
    const open = (name) => openUnit(name, { question: question(), answer, unit: units.units.find((u) => u.name === name) });
    const view = answerView(answer, { open, goTo: form.goTo, units: units.units });
    const chain = lazy(t("chain"), () => chainView(question(), answer), { class: "fold section" });
    const after = view.nodes.findIndex((n) => n.getAttribute?.("aria-labelledby") === "maybe-title");
    view.nodes.splice(after < 0 ? view.nodes.length - 1 : after, 0, chain);
    fill(result, view.nodes);
    status.textContent = view.summary;
    say(view.summary);
  }

  function intro() {
    return h("div", { class: "intro" }, h("p", {}, t("intro")), h("ol", {}, t("introSteps").map((s) => h("li", {}, s))));
  }

  function tools() {
    const told = h("span", { class: "small faint", role: "status" });
    const share = h("button", { type: "button", onclick: copy }, t("share"));
    const sheet = h("button", { type: "button", onclick: () => openSheet(question()) }, t("sheet"));
    const reset = h("button", { type: "button", class: "plain", onclick: () => form.replace({}) }, t("reset"));
    async function copy() {
      const link = location.href;
      try {
        await navigator.clipboard.writeText(link);
        told.textContent = t("shared");
      } catch {
        const input = h("input", { type: "text", readonly: true, value: link, "aria-label": t("share") });
        fill(told, t("shareByHand"), " ", input);
        input.select();
      }
    }
    const node = h("div", { class: "tools" }, sheet, share, reset, told);
    return {
      node,
      show() {
        told.textContent = "";
        node.hidden = !Object.keys(state.facts).length;
      },
    };
  }

  function options() {
    const all = h("input", { type: "checkbox", id: "all-scopes" });
    all.checked = state.all;
    all.addEventListener("change", () => {
      state.all = all.checked;
      moved();
    });
    const day = h("input", { type: "date", id: "as-of", value: state.day });
    day.addEventListener("change", () => {
      state.day = day.value;
      moved();
    });
    return h("details", { class: "fold options" }, h("summary", {}, t("options")), h("p", {}, all, h("label", { for: "all-scopes" }, ` ${t("allScopes")}`)), h("p", {}, h("label", { for: "as-of" }, t("asOf"), " "), day));
  }

  bar.show();
  if (!Object.keys(state.facts).length) fill(result, intro());
  await route();
}

// Who passes on to whom: first in words, the picture where it is asked for.
function chainView(question) {
  const box = h("div", {}, h("p", { class: "faint" }, t("working")));
  post("/v1/chain", question)
    .then((graph) => fill(box, edges(graph), graph.edges.length > 0 && lazy(t("chainShow"), () => picture(() => postText("/v1/chain", { ...question, format: "svg" }), graph.title))))
    .catch((error) => fill(box, h("p", { class: "notice bad" }, error.message)));
  return box;
}

// The arrows of a graph as a list.
export function edges(graph) {
  const passed = graph.edges.filter((e) => e.ties.some((x) => x.kind !== "goes_on"));
  if (!passed.length) return h("p", { class: "faint" }, t("chainNone"));
  const name = new Map(graph.nodes.map((n) => [n.id, n.name || t("nobodyNamed")]));
  return h(
    "ul",
    { class: "edges" },
    passed.map((e) =>
      h("li", {}, h("strong", {}, name.get(e.from)), " ", h("span", { class: "ties" }, e.ties.filter((x) => x.kind !== "goes_on").map((x) => t(`link_${x.kind}`)).join("、"), " →"), " ", h("strong", {}, name.get(e.to)), " ", e.broken > 0 && h("span", { class: "tag bad" }, t("isBroken")), " ", h("span", { class: "faint small" }, e.clauses.slice(0, 6).join("、"), e.clauses.length > 6 ? "…" : "")),
    ),
  );
}

// A picture from the service, shown as a picture: nothing in it can run.
export function picture(fetchIt, title) {
  const box = h("div", { class: "picture" }, h("p", { class: "faint" }, t("working")));
  fetchIt()
    .then((svg) => {
      const image = h("img", { alt: t("graphAlt", title), src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` });
      const link = h("a", { href: image.src, download: `${title}.svg`, class: "button" }, t("savePicture"));
      fill(box, h("div", { class: "frame", tabindex: "0", role: "region", "aria-label": title }, image), h("p", {}, link));
    })
    .catch((error) => fill(box, h("p", { class: "notice bad" }, error.message)));
  return box;
}

// The frame of the page: which part is shown, for which plan, in which language.

import { Problem, forgetToken, hasToken, read } from "./api.js";
import { caseView } from "./case.js";
import { compareView } from "./compare.js";
import { fill, h } from "./dom.js";
import { draftView } from "./draft.js";
import { planView } from "./plan.js";
import { address, place } from "./state.js";
import { firstLanguage, language, setLanguage, t } from "./words.js";

const VIEWS = { case: caseView, plan: planView, compare: compareView, draft: draftView };
let plans = [];
let shown = 0;

async function show() {
  const turn = ++shown;
  const main = document.getElementById("main");
  try {
    plans = (await read("/v1/plans")).plans;
    if (turn !== shown) return;
    const at = place();
    const view = VIEWS[at.view] ? at.view : "case";
    const known = plans.find((p) => p.id === at.rest[0]);
    const plan = known ?? plans[0];
    frame(view, plan);
    document.title = `${t(view)} · ${t("title")}`;
    if (!plan) {
      fill(main, h("p", { class: "notice" }, t("noPlans")));
      return;
    }
    const box = h("div", { class: `view ${view}` });
    const lost = at.rest[0] && !known && view !== "compare" && view !== "draft";
    fill(main, lost && h("p", { class: "notice" }, t("noSuchPlan", at.rest[0])), box);
    await VIEWS[view](box, { id: plan.id, plan, plans, rest: at.rest.slice(known ? 1 : 0), query: at.query });
  } catch (error) {
    if (turn !== shown) return;
    fill(main, h("div", { class: "notice bad", role: "alert" }, h("h2", {}, t("failed")), h("p", {}, error instanceof Problem ? error.message : String(error)), error.id && h("p", { class: "small faint" }, error.id), h("button", { type: "button", onclick: show }, t("retry"))));
    if (!(error instanceof Problem)) throw error;
  }
}

function frame(view, plan) {
  const to = (name) => address(name, plan ? [plan.id] : []);
  const link = (name) => h("a", { href: to(name), "aria-current": name === view ? "page" : null }, t(name));
  const other = language() === "zh" ? "en" : "zh";
  const choose = h("select", { id: "plan", onchange: () => { location.hash = address(view, [choose.value]); } }, plans.map((p) => h("option", { value: p.id, selected: p.id === plan?.id }, p.title)));
  const switcher = h(
    "button",
    {
      type: "button",
      class: "plain",
      id: "lang",
      lang: other === "en" ? "en" : "zh-CN",
      onclick: () => {
        setLanguage(other);
        show().then(() => document.getElementById("lang")?.focus());
      },
    },
    t("otherLanguage"),
  );
  fill(
    document.getElementById("top"),
    h("div", { class: "brand" }, h("img", { src: "/console/mark.svg", alt: "", width: 34, height: 34 }), h("span", { class: "name" }, t("title")), h("span", { class: "sub" }, t("subtitle")), h("span", { class: "grow" }), hasToken() && h("button", { type: "button", class: "plain", onclick: forgetToken }, t("tokenForget")), switcher),
    h("div", { class: "bar" }, h("nav", { "aria-label": t("nav") }, Object.keys(VIEWS).map(link)), (view === "case" || view === "plan") && plan && h("p", { class: "plan-choice" }, h("label", { for: "plan" }, t("choosePlan")), choose)),
  );
  fill(document.getElementById("foot"), h("p", {}, t("offline"), " ", h("a", { href: "/docs" }, t("api"))));
}

setLanguage(firstLanguage());
window.addEventListener("hashchange", show);
show();

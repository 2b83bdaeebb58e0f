// One unit in a case: what it does and why, what it does not do and what is lacking.

import { Problem, post } from "./api.js";
import { fill, h } from "./dom.js";
import { deadlineTag } from "./answer.js";
import { list, t } from "./words.js";

// `question` is the body of a question without its unit.
export function openUnit(name, { question, answer, unit }) {
  const body = h("div", {}, h("p", { class: "faint" }, t("working")));
  const dialog = h(
    "dialog",
    { class: "side", "aria-labelledby": "unit-title" },
    h("p", { class: "row spread" }, h("span", { class: "over" }, t("whyUnit")), h("button", { type: "button", class: "plain", onclick: () => dialog.close() }, t("close"))),
    h("h2", { id: "unit-title" }, name),
    unit && facts(unit),
    body,
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  const mine = answer.assignments.filter((l) => l.unit === name);
  post("/v1/why-not", { ...question, unit: name })
    .then((found) => fill(body, present(mine), absent(found)))
    .catch((error) => fill(body, present(mine), h("p", { class: "notice bad", role: "alert" }, error instanceof Problem ? error.message : t("failed"))));
}

function facts(unit) {
  const rows = [
    [t("otherNames"), list(unit.aliases)],
    [t("kind"), unit.kind],
    [t("superior"), unit.superior],
    [t("seats"), list(unit.seats)],
    [t("members"), list(unit.members)],
    [t("until"), unit.until],
    [t("successor"), unit.successor],
  ].filter(([, v]) => v);
  return rows.length ? h("dl", { class: "facts-of" }, rows.map(([k, v]) => [h("dt", {}, k), h("dd", {}, v)])) : null;
}

function present(lines) {
  if (!lines.length) return null;
  const sorted = [...lines].sort((a, b) => (a.status === b.status ? 0 : a.status === "certain" ? -1 : 1));
  return [
    h("h3", {}, t("unitIn")),
    sorted.slice(0, 60).map((l) =>
      h(
        "article",
        { class: `task ${l.status}` },
        h("h4", {}, h("span", { class: "tag role" }, t(`role_${l.role}`)), " ", l.action || l.item, deadlineTag(l.deadline), l.status === "possible" && h("span", { class: "tag" }, t("possible"))),
        l.why.length > 0 ? h("ul", { class: "small" }, l.why.map((w) => h("li", {}, w))) : l.status === "certain" && h("p", { class: "small" }, t("whyAlways")),
        l.missing.length > 0 && h("p", { class: "missing" }, t("missing"), " ", list(l.missing)),
        h("p", { class: "faint small" }, `${t("clause")} ${l.clause}`),
      ),
    ),
    sorted.length > 60 && h("p", { class: "faint" }, t("more", sorted.length - 60)),
  ];
}

function absent(found) {
  if (!found.absent.length) return found.present.length ? null : h("p", {}, t("unitNothing"));
  return [
    h("h3", {}, t("unitNotIn")),
    found.absent.slice(0, 40).map((a) =>
      h(
        "article",
        { class: "task absent" },
        h("h4", {}, h("span", { class: "tag role" }, t(`role_${a.role}`)), " ", a.action || a.item),
        a.blocked_by.length > 0 && h("p", { class: "small" }, h("span", { class: "badtext" }, t("blockedBy")), " ", a.blocked_by.join(";")),
        a.smallest_change
          ? h("p", { class: "small" }, h("span", { class: "goodtext" }, t("wouldApply")), " ", a.smallest_change.join(","))
          : h("p", { class: "small faint" }, t("neverApplies")),
        h("p", { class: "faint small" }, `${t("clause")} ${a.clause}`),
      ),
    ),
    found.absent.length > 40 && h("p", { class: "faint" }, t("more", found.absent.length - 40)),
  ];
}

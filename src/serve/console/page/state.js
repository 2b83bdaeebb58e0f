// Where the page stands, in the part of the address behind the #: browsers never send that part.
//
// `#/case/PLAN?事实=值,值&事实=-&~all=1&~day=2026-01-01`; `-` is an empty set.

export function place() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const [view, ...rest] = path.split("/").map(decode);
  return { view: view || "case", rest, query: new URLSearchParams(query ?? "") };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function address(view, rest = [], query = "") {
  const path = [view, ...rest].map(encodeURIComponent).join("/");
  const text = String(query);
  return `#/${path}${text ? `?${text}` : ""}`;
}

// The address as it stands, without a step in the browser's history.
export function note(hash) {
  if (location.hash !== hash) history.replaceState(null, "", hash);
}

export function factsQuery(facts, { all, day } = {}) {
  const query = new URLSearchParams();
  for (const [fact, value] of Object.entries(facts)) query.set(fact, written(value));
  if (all) query.set("~all", "1");
  if (day) query.set("~day", day);
  return query.toString().replaceAll("%2C", ",");
}

function written(value) {
  if (Array.isArray(value)) return value.length ? value.join(",") : "-";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

// The facts of an address, by the vocabulary; words that the vocabulary does not have are told apart.
export function factsOf(query, vocabulary) {
  const facts = {};
  const strange = [];
  for (const [name, text] of query) {
    if (name.startsWith("~")) continue;
    const fact = vocabulary.facts.find((f) => f.name === name);
    const value = fact && valueOf(fact, text);
    if (value === undefined || value === null) strange.push(`${name}=${text}`);
    else facts[name] = value;
  }
  return { facts, strange, all: query.get("~all") === "1", day: query.get("~day") ?? "" };
}

function valueOf(fact, text) {
  const has = (word) => fact.values.some((v) => v.name === word);
  switch (fact.kind) {
    case "set_of": {
      const words = text === "-" ? [] : text.split(",");
      return words.every(has) ? words : null;
    }
    case "bool":
      return text === "yes" ? true : text === "no" ? false : null;
    case "int":
      return /^-?\d+$/.test(text) ? Number(text) : null;
    default:
      return has(text) ? text : null;
  }
}

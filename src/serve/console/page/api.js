// The service: asks it, keeps what changes only with the policy, and says what went wrong in words.

import { h } from "./dom.js";
import { language, t } from "./words.js";

const KEY = "zeren.token";
const kept = new Map();

export class Problem extends Error {
  constructor(title, detail, id) {
    super(detail ? `${title}:${detail}` : title);
    this.title = title;
    this.detail = detail;
    this.id = id;
  }
}

function token() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function hasToken() {
  return Boolean(token());
}

export function forgetToken() {
  sessionStorage.removeItem(KEY);
  kept.clear();
  location.reload();
}

async function ask(path, { method = "GET", body, signal } = {}) {
  for (;;) {
    const headers = { "Accept-Language": language() };
    const held = token();
    if (held) headers.Authorization = `Bearer ${held}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let answer;
    try {
      answer = await fetch(path, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Problem(t("unreachable"), "", "");
    }
    if (answer.status === 401) {
      await askToken(Boolean(held));
      continue;
    }
    if (!answer.ok) throw await problem(answer);
    return answer;
  }
}

async function problem(answer) {
  try {
    const said = await answer.json();
    return new Problem(said.title, said.detail, said.request_id);
  } catch {
    return new Problem(t("failed"), `HTTP ${answer.status}`, answer.headers.get("x-request-id"));
  }
}

// What changes only with the policy. The browser asks with the tag that it has; within one view the same question is not asked twice.
export function read(path) {
  const key = `${language()} ${path}`;
  if (!kept.has(key)) {
    const answer = ask(path).then((a) => a.json());
    answer.catch(() => kept.delete(key));
    kept.set(key, answer);
    setTimeout(() => kept.delete(key), 30000);
  }
  return kept.get(key);
}

export async function readText(path) {
  return (await ask(path)).text();
}

export async function post(path, body, signal) {
  return (await ask(path, { method: "POST", body: { ...body, lang: language() }, signal })).json();
}

export async function postText(path, body, signal) {
  return (await ask(path, { method: "POST", body: { ...body, lang: language() }, signal })).text();
}

export async function postBlob(path, body) {
  return (await ask(path, { method: "POST", body: { ...body, lang: language() } })).blob();
}

export function planPath(id, ...parts) {
  return ["/v1/plans", ...[id, ...parts].map(encodeURIComponent)].join("/");
}

let asking = null;

// One dialog for all requests that wait for a token.
function askToken(wasWrong) {
  asking ??= new Promise((done) => {
    const input = h("input", { type: "password", id: "token", autocomplete: "off", required: true, class: "wide" });
    const form = h(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          sessionStorage.setItem(KEY, input.value.trim());
          dialog.close();
        },
      },
      h("h2", { id: "token-title" }, t("tokenTitle")),
      wasWrong && h("p", { class: "notice bad", role: "alert" }, t("tokenWrong")),
      h("p", {}, t("tokenWhy")),
      h("label", { for: "token" }, t("tokenLabel")),
      input,
      h("p", {}, h("button", { type: "submit", class: "main" }, t("tokenEnter"))),
    );
    const dialog = h("dialog", { "aria-labelledby": "token-title", class: "small" }, form);
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => {
      dialog.remove();
      asking = null;
      done();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
  return asking;
}

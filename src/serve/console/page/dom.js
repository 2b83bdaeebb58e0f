// Elements from names and texts. Text only ever becomes text: nothing here reads markup.

export function h(tag, props, ...kids) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key === "value") node.value = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...kids.flat(Infinity).filter((k) => k !== null && k !== undefined && k !== false).map(asText));
  return node;
}

function asText(kid) {
  return typeof kid === "number" ? String(kid) : kid;
}

export function fill(node, ...kids) {
  node.replaceChildren(...kids.flat(Infinity).filter((k) => k !== null && k !== undefined && k !== false).map(asText));
  return node;
}

// Says something to those who hear the page rather than see it.
export function say(text) {
  const live = document.getElementById("live");
  if (live.textContent !== text) live.textContent = text;
}

// A list of which a page is shown at a time: thousands of rows cost no more than fifty.
export function paged(rows, draw, { size = 50, more, box = h("div", {}) } = {}) {
  const list = box;
  let shown = 0;
  const button = h("button", { class: "plain wide", type: "button", onclick: () => grow(true) });
  function grow(byHand) {
    const next = rows.slice(shown, shown + size);
    const nodes = next.map(draw);
    list.append(...nodes);
    shown += next.length;
    button.textContent = more(rows.length - shown);
    button.hidden = shown >= rows.length;
    if (byHand && nodes[0]) {
      const first = nodes[0].querySelector("button, a, summary") ?? nodes[0];
      first.focus?.({ preventScroll: true });
    }
  }
  grow(false);
  return [list, button];
}

// Waits until nothing has changed for a while.
export function pause(milliseconds, run) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...given), milliseconds);
  };
}

export function download(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

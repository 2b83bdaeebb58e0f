"use strict";
(() => {
  const tables = [...document.querySelectorAll("table")];
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const bodyRows = (table) => [...table.tBodies[0].rows];
  // The column of a heading: headings of two lines count by where they stand.
  const columns = (table) => {
    const head = table.tHead.rows;
    if (head.length === 1) return [...head[0].cells];
    const below = [...head[1].cells];
    return [...head[0].cells].flatMap((cell) => (cell.rowSpan > 1 ? [cell] : below.splice(0, cell.colSpan)));
  };
  for (const table of tables) {
    columns(table).forEach((cell, at) => {
      cell.dataset.sort = String(at);
      cell.tabIndex = 0;
      const sort = () => {
        const dir = cell.dataset.dir === "1" ? -1 : 1;
        columns(table).forEach((other) => delete other.dataset.dir);
        cell.dataset.dir = String(dir);
        const text = (row) => row.cells[at].textContent;
        const rows = bodyRows(table).map((row, place) => ({ row, place, text: text(row) }));
        // Cells in which nothing stands come last whichever way it goes.
        rows.sort((a, b) => (a.text === "") - (b.text === "") || dir * collator.compare(a.text, b.text) || a.place - b.place);
        table.tBodies[0].append(...rows.map((r) => r.row));
      };
      cell.addEventListener("click", sort);
      cell.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          sort();
        }
      });
    });
  }
  const filter = document.getElementById("filter");
  const count = document.getElementById("count");
  const show = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    let all = 0;
    for (const table of tables) {
      if (table.closest(".findings")) continue;
      const titles = columns(table).map((cell) => cell.textContent.toLowerCase());
      for (const row of bodyRows(table)) {
        // A unit's name counts where something stands in its column.
        const text = [...row.cells].map((c, at) => (c.textContent ? c.textContent + " " + (c.classList.contains("mark") ? titles[at] : "") : "")).join(" ").toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        all += 1;
        shown += row.hidden ? 0 : 1;
      }
    }
    count.textContent = words.length ? `${shown}/${all} ${count.dataset.of}` : "";
  };
  filter.addEventListener("input", show);
})();

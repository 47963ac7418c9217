// A table of any length: only the rows in sight are in the page. Arrow keys move, what is moved to
// is chosen.

import { make, t } from "./words.js";

const ROW = 27;

export function createTable(place, columns, sortedBy, onChoose) {
  const head = make("div", { class: "thead", role: "row", "aria-rowindex": 1 });
  const space = make("div", { class: "space", role: "presentation" });
  const grid = make(
    "div",
    {
      class: "grid",
      role: "grid",
      tabindex: 0,
      "aria-label": place.getAttribute("aria-label"),
      "aria-colcount": columns.length,
    },
    head,
    space,
  );
  place.replaceChildren(grid);
  const template = columns.map((column) => column.width).join(" ");
  head.style.gridTemplateColumns = template;

  let rows = [];
  let chosen = new Set();
  let sort = { column: sortedBy, down: false };
  let current = -1; // row that the keyboard is at
  const buttons = columns.map((column, number) => {
    const button = make(
      "button",
      { type: "button", tabindex: -1, title: column.title, onclick: () => order(number) },
      column.title,
    );
    head.append(
      make("div", { role: "columnheader", class: column.number ? "figure" : "" }, button),
    );
    return button;
  });

  function order(number) {
    sort = {
      column: number,
      down: sort.column === number ? !sort.down : Boolean(columns[number].downFirst),
    };
    arrange();
  }

  function arrange() {
    const { value } = columns[sort.column];
    const way = sort.down ? -1 : 1;
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    rows.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === y) return a - b;
      if (x === null || x === undefined || x === "") return 1; // what is missing comes last
      if (y === null || y === undefined || y === "") return -1;
      return way * (typeof x === "number" ? x - y : collator.compare(x, y));
    });
    buttons.forEach((button, number) => {
      const on = number === sort.column;
      button.parentElement.setAttribute(
        "aria-sort",
        on ? (sort.down ? "descending" : "ascending") : "none",
      );
      button.dataset.sort = on ? (sort.down ? "\u25be" : "\u25b4") : "";
    });
    current = rows.findIndex((each) => chosen.has(each));
    show();
  }

  function show() {
    space.style.height = `${rows.length * ROW}px`;
    grid.setAttribute("aria-rowcount", rows.length + 1);
    const first = Math.max(0, Math.floor((grid.scrollTop - ROW) / ROW) - 4);
    const last = Math.min(rows.length, first + Math.ceil((grid.clientHeight || 400) / ROW) + 9);
    space.replaceChildren(...rows.slice(first, last).map((each, n) => row(each, first + n)));
    if (current >= 0) grid.setAttribute("aria-activedescendant", `${place.id}-${current}`);
    else grid.removeAttribute("aria-activedescendant");
    if (!rows.length) space.replaceChildren(make("p", { class: "none" }, t("table.none")));
  }

  function row(each, number) {
    const made = make(
      "div",
      {
        class: "row",
        role: "row",
        id: `${place.id}-${number}`,
        "aria-rowindex": number + 2,
        "aria-selected": chosen.has(each) ? "true" : "false",
        onclick: () => {
          current = number;
          onChoose(each);
        },
      },
      ...columns.map((column) => {
        const shown = column.show ? column.show(each) : column.value(each);
        const cell = make(
          "div",
          { role: "gridcell", class: column.number ? "figure" : "" },
          shown ?? "",
        );
        if (typeof shown === "string") cell.title = shown;
        return cell;
      }),
    );
    made.style.top = `${number * ROW}px`;
    made.style.gridTemplateColumns = template;
    return made;
  }

  function move(to) {
    if (!rows.length) return;
    current = Math.min(rows.length - 1, Math.max(0, to));
    reveal(current);
    onChoose(rows[current]);
  }

  function reveal(number) {
    const [top, bottom] = [number * ROW, (number + 2) * ROW];
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (bottom > grid.scrollTop + grid.clientHeight)
      grid.scrollTop = bottom - grid.clientHeight;
  }

  grid.addEventListener("scroll", show, { passive: true });
  grid.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(grid.clientHeight / ROW) - 2);
    const steps = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    };
    if (event.key in steps && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      move(steps[event.key]);
    }
  });
  new ResizeObserver(show).observe(grid);

  return {
    update(wanted) {
      rows = wanted;
      arrange();
    },
    choose(numbers, follow) {
      chosen = new Set(numbers);
      current = rows.findIndex((each) => chosen.has(each));
      if (follow && current >= 0) reveal(current);
      show();
    },
    length: () => rows.length,
  };
}

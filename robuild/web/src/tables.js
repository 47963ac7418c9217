// The two tables under the picture: lines of the plan, and elements of the models.

import { css, ink, scale } from "./colours.js";
import {
  elementCount,
  elementsOfLine,
  lineCount,
  onChange,
  passing,
  select,
  state,
} from "./state.js";
import { createTable } from "./table.js";
import { data, figure, make, t } from "./words.js";

const { lines, elements } = data;
const ease = data.colourings.find((each) => each.key === "ease");
const gap = data.colourings.find((each) => each.key === "gap");

export function mark(colouring, number) {
  if (number < 0) return make("span", { class: "mark blank" }, "\u2013");
  const colour = scale(colouring.marks.length)[number];
  const made = make("span", { class: "mark" }, colouring.marks[number]);
  made.style.background = css(colour);
  made.style.color = ink(colour);
  return made;
}

const easeMark = (line) => mark(ease, line === null ? -1 : ease.marks.indexOf(lines.ease[line]));

export const lineColumns = [
  { title: t("column.line"), width: "minmax(150px, 2fr)", value: (n) => lines.name[n] },
  { title: t("column.place"), width: "minmax(96px, 1.3fr)", value: (n) => lines.place[n] },
  {
    title: t("column.ease"),
    width: "50px",
    value: (n) => lines.ease[n],
    show: easeMark,
    downFirst: true,
  },
  {
    title: t("column.index"),
    width: "54px",
    number: true,
    value: (n) => lines.rei[n],
    show: (n) => figure(lines.rei[n], 2),
  },
  {
    title: t("column.seen"),
    width: "62px",
    number: true,
    value: (n) => elementsOfLine[n].length,
    downFirst: true,
    show: (n) => (lines.modelled[n] ? figure(elementsOfLine[n].length) : t("none")),
  },
  {
    title: t("column.quantity"),
    width: "80px",
    number: true,
    value: (n) => lines.quantity[n],
    downFirst: true,
    show: (n) =>
      lines.quantity[n] === null
        ? t("missing")
        : `${figure(lines.quantity[n], 1)} ${lines.unit[n]}`,
  },
  {
    title: t("column.weighted"),
    width: "88px",
    number: true,
    value: (n) => lines.weighted[n],
    downFirst: true,
    show: (n) => figure(lines.weighted[n]),
  },
  {
    title: t("column.year"),
    width: "50px",
    number: true,
    value: (n) => lines.year[n],
    show: (n) => String(lines.year[n] ?? t("missing")),
  },
  {
    title: t("column.do"),
    width: "62px",
    value: (n) => lines.do[n],
    show: (n) => [lines.do[n], lines.decide[n]].filter(Boolean).join(" / ") || "\u2013",
  },
];

const name = (n) => elements.name[n] || elements.class[n];
const lineName = (n) => (elements.line[n] === null ? "" : lines.name[elements.line[n]]);

export const elementColumns = [
  { title: t("column.name"), width: "minmax(140px, 2fr)", value: name },
  {
    title: t("column.component"),
    width: "minmax(110px, 1.4fr)",
    value: lineName,
    show: (n) => lineName(n) || t(`status.${elements.status[n]}`),
  },
  {
    title: t("column.storey"),
    width: "84px",
    value: (n) => elements.storey[n],
    show: (n) => data.storeys[elements.storey[n]] ?? "\u2013",
  },
  {
    title: t("column.ease"),
    width: "62px",
    value: (n) => (elements.line[n] === null ? null : lines.ease[elements.line[n]]),
    show: (n) => easeMark(elements.line[n]),
    downFirst: true,
  },
  {
    title: t("column.share"),
    width: "92px",
    number: true,
    value: (n) => elements.weighted[n],
    downFirst: true,
    show: (n) => (elements.line[n] === null ? "\u2013" : figure(elements.weighted[n])),
  },
  {
    title: t("column.gap"),
    width: "62px",
    value: (n) => gap.values[n],
    show: (n) => mark(gap, gap.values[n]),
    downFirst: true,
  },
  { title: "GlobalId", width: "minmax(90px, 1fr)", value: (n) => elements.id[n] },
];

const listed = (passes, count) =>
  Array.from({ length: count }, (_, n) => n).filter((n) => passes[n]);

export function createTables() {
  const [lineTab, elementTab] = ["tab-lines", "tab-elements"].map((id) =>
    document.getElementById(id),
  );
  const places = ["lines", "elements"].map((id) => document.getElementById(id));
  const lineTable = createTable(places[0], lineColumns, 3, (n) => select("line", n));
  const elementTable = createTable(places[1], elementColumns, 0, (n) => select("element", n));

  let before = null;
  function show(number) {
    before = null; // a table that comes into sight goes to what is chosen
    [lineTab, elementTab].forEach((tab, n) => {
      tab.setAttribute("aria-selected", String(n === number));
      tab.tabIndex = n === number ? 0 : -1;
      places[n].hidden = n !== number;
    });
    update();
  }
  [lineTab, elementTab].forEach((tab, n) => {
    tab.addEventListener("click", () => show(n));
    tab.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      show(1 - n);
      [lineTab, elementTab][1 - n].focus();
    });
  });

  function update() {
    lineTable.update(listed(passing.line, lineCount));
    elementTable.update(listed(passing.element, elementCount));
    const { selected } = state;
    const line = selected?.kind === "element" ? elements.line[selected.number] : selected?.number;
    const follow = selected !== before;
    before = selected;
    lineTable.choose(selected && line !== null ? [line] : [], follow);
    elementTable.choose(selected?.kind === "element" ? [selected.number] : [], follow);
    lineTab.textContent = t("tab.lines", { count: figure(lineTable.length()) });
    elementTab.textContent = t("tab.elements", { count: figure(elementTable.length()) });
  }
  onChange(update);
  show(0);
}

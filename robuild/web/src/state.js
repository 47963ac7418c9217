// What is chosen, hidden and filtered, and which elements and lines that leaves.

import { data } from "./words.js";

const { lines, elements } = data;
export const lineCount = (lines.name ?? []).length;
export const elementCount = (elements.id ?? []).length;

export const elementsOfLine = Array.from({ length: lineCount }, () => []);
(elements.line ?? []).forEach((line, number) => {
  if (line !== null) elementsOfLine[line].push(number);
});

export const state = {
  mode: 0,
  off: new Set(), // classes of the colouring that are switched off; -1 without a result
  filter: { storey: "", place: "", trade: "", code: "", model: "", search: "" },
  hidden: new Set(),
  isolated: null, // a set of elements
  selected: null, // {kind: "line" | "element", number}
  faint: true, // what is filtered away stays as a shade
};

const listeners = [];
export const onChange = (listener) => listeners.push(listener);

export function change(values, filter) {
  Object.assign(state, values);
  if (filter) Object.assign(state.filter, filter);
  work();
  listeners.forEach((listener) => listener());
}

const texts = {
  element: (elements.id ?? []).map((id, n) => {
    const line = elements.line[n];
    const own = [elements.name[n], elements.type[n], id, elements.class[n]];
    return (line === null ? own : [...own, lines.name[line], lines.key[line], lines.code[line]])
      .join("\n")
      .toLowerCase();
  }),
  line: (lines.name ?? []).map((name, n) =>
    [name, lines.variant[n], lines.key[n], lines.code[n]].join("\n").toLowerCase(),
  ),
};

// Elements that pass (1) or not (0), and lines that have such an element.
export const passing = { element: new Uint8Array(elementCount), line: new Uint8Array(lineCount) };

const wanted = (value, chosen) => chosen === "" || String(value) === chosen;

export function lineFits(number) {
  const { place, trade, code } = state.filter;
  return (
    wanted(lines.place[number], place) &&
    wanted(lines.trade[number], trade) &&
    wanted(lines.code[number], code)
  );
}

function work() {
  const { storey, place, trade, code, model } = state.filter;
  const search = state.filter.search.trim().toLowerCase();
  const byLine = place !== "" || trade !== "" || code !== "";
  const { values: classes, ofLine } = data.colourings[state.mode];
  passing.line.fill(0);
  for (let n = 0; n < elementCount; n += 1) {
    const line = elements.line[n];
    const fits =
      wanted(elements.storey[n], storey) &&
      wanted(elements.model[n], model) &&
      (line === null ? !byLine : lineFits(line)) &&
      (search === "" || texts.element[n].includes(search)) &&
      !state.off.has(classes[n]) &&
      !state.hidden.has(n) &&
      (state.isolated === null || state.isolated.has(n));
    passing.element[n] = fits ? 1 : 0;
    if (fits && line !== null) passing.line[line] = 1;
  }
  for (let n = 0; n < lineCount; n += 1) {
    // what no model shows has no elements: it stays as long as nothing asks where it is
    if (elementsOfLine[n].length === 0 && storey === "" && model === "" && !state.isolated) {
      const inClass = ofLine ? !state.off.has(ofLine[n]) : state.off.size === 0;
      const fits = inClass && lineFits(n) && (search === "" || texts.line[n].includes(search));
      passing.line[n] = fits ? 1 : 0;
    }
  }
}

export function selectedElements() {
  const { selected } = state;
  if (!selected) return [];
  return selected.kind === "line" ? elementsOfLine[selected.number] : [selected.number];
}

export const select = (kind, number) => change({ selected: kind ? { kind, number } : null });

export function filtered() {
  return (
    state.off.size > 0 ||
    state.hidden.size > 0 ||
    state.isolated !== null ||
    Object.values(state.filter).some((value) => value !== "")
  );
}

export function showAll() {
  state.off.clear();
  state.hidden.clear();
  change({ isolated: null }, { storey: "", place: "", trade: "", code: "", model: "", search: "" });
}

export function isolate() {
  const chosen = selectedElements();
  if (state.isolated) change({ isolated: null });
  else if (chosen.length) change({ isolated: new Set(chosen) });
}

export function hide() {
  selectedElements().forEach((number) => state.hidden.add(number));
  change({ selected: null });
}

work();

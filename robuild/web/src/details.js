// Right: what stands out in the whole building, or what is known of what is chosen.

import { change, elementsOfLine, onChange, select, state } from "./state.js";
import { setMode } from "./side.js";
import { mark } from "./tables.js";
import { data, figure, kr, make, t } from "./words.js";

const { lines, elements } = data;
const byId = (id) => document.getElementById(id);
const ease = data.colourings.find((each) => each.key === "ease");

export function createDetails() {
  byId("worst").replaceChildren(...data.worst.map(worst));
  byId("gaps").replaceChildren(...data.missing.map(missing));
  byId("no-gaps").hidden = data.missing.length > 0;
  byId("back").addEventListener("click", () => {
    select(null);
  });
  onChange(update);
  update();
}

function worst(line) {
  const title = `${lines.name[line]}, ${lines.place[line]}; ${t("fact.weakest")}: ${lines.weakest[line]}`;
  const button = make(
    "button",
    { type: "button", title, onclick: () => select("line", line) },
    mark(ease, ease.marks.indexOf(lines.ease[line])),
    make(
      "span",
      { class: "label" },
      make("b", {}, lines.name[line]),
      make(
        "small",
        {},
        [
          lines.place[line],
          ...(lines.modelled[line] ? [] : [t("not_modelled")]),
          lines.weakest[line],
        ].join(" · "),
      ),
    ),
    make("span", { class: "count", title: t("column.weighted") }, kr(lines.weighted[line])),
  );
  return make("li", {}, button);
}

function missing(each) {
  const parts = [
    make("span", { class: "number" }, figure(each.count)),
    make("span", { class: "label" }, each.text),
  ];
  if (each.colouring === null && !each.place) return make("li", { class: "plain" }, ...parts);
  return make(
    "li",
    {},
    make(
      "button",
      { type: "button", title: t("gap.show"), onclick: () => showGap(each) },
      ...parts,
    ),
  );
}

// Colour by it, and leave only its class.
function showGap(each) {
  if (each.place) {
    change({}, { place: each.place });
    return;
  }
  setMode(each.colouring);
  const { values, marks } = data.colourings[each.colouring];
  [-1, ...marks.keys()]
    .filter((number) => number !== each.class && values.includes(number))
    .forEach((n) => state.off.add(n));
  change({});
}

function update() {
  const { selected } = state;
  byId("overview").hidden = Boolean(selected);
  byId("details").hidden = !selected;
  if (!selected) return;
  const element = selected.kind === "element" ? selected.number : null;
  const line = element === null ? selected.number : elements.line[element];
  const head =
    element === null ? lines.name[line] : elements.name[element] || elements.class[element];
  byId("chosen").textContent = head;
  byId("said").textContent = t("said", { name: head });
  byId("facts").replaceChildren(
    ...[
      element === null ? null : copyable(elements.id[element]),
      element === null ? null : elementFacts(element, line),
      line === null ? withoutLine(element) : lineFacts(line, element !== null),
      line === null ? null : repairFacts(line),
      line === null ? null : moneyFacts(line),
    ].filter(Boolean),
  );
}

function section(title, rows, ...more) {
  const list = make("dl");
  rows
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .forEach(([label, value]) => list.append(make("dt", {}, label), make("dd", {}, value)));
  return make("section", {}, make("h3", {}, title), list, ...more);
}

function elementFacts(n, line) {
  const known = line !== null;
  return section(t("fact.element"), [
    [t("fact.class"), elements.class[n]],
    [t("fact.type"), elements.type[n] === elements.name[n] ? "" : elements.type[n]],
    [t("column.storey"), data.storeys[elements.storey[n]]],
    [t("fact.model"), data.models.length > 1 ? data.models[elements.model[n]] : ""],
    [t("column.quantity"), known ? amount(elements.quantity[n], lines.unit[line]) : ""],
    [t("fact.quantity_from"), elements.quantityFrom[n]],
    [t("column.share"), known ? kr(elements.weighted[n]) : ""],
    [
      t("fact.recognised"),
      elements.status[n] === "matched"
        ? t("fact.recognised_by", { rung: elements.recognised[n], confidence: elements.sure[n] })
        : "",
    ],
    [t("fact.not_drawn"), elements.notDrawn[n]],
  ]);
}

const amount = (value, unit) =>
  value === null ? t("missing") : `${figure(value, 2)}\u00a0${unit}`;

function withoutLine(n) {
  return make(
    "section",
    {},
    make("h3", {}, t(`status.${elements.status[n]}`)),
    make("p", { class: "note" }, t(`status_note.${elements.status[n]}`)),
  );
}

function lineFacts(n, ofElement) {
  const count = elementsOfLine[n].length;
  const jump =
    ofElement && count > 1
      ? make(
          "button",
          { type: "button", class: "quiet", onclick: () => select("line", n) },
          t("fact.whole_line", { count: figure(count) }),
        )
      : null;
  return section(
    t("fact.line"),
    [
      [t("column.component"), `${lines.code[n]} ${lines.name[n]}`],
      [t("fact.variant"), lines.variant[n]],
      [t("column.place"), lines.place[n]],
      [
        t("fact.count"),
        lines.modelled[n]
          ? figure(lines.count[n])
          : `${figure(lines.count[n])} (${t("not_modelled")})`,
      ],
      [t("column.quantity"), amount(lines.quantity[n], lines.unit[n])],
      [t("fact.trade"), lines.trade[n]],
      [
        t("fact.levels"),
        [
          lines.do[n] && `${lines.do[n]} ${data.levels[lines.do[n]]}`,
          lines.decide[n] && `${lines.decide[n]} ${data.levels[lines.decide[n]]}`,
        ]
          .filter(Boolean)
          .join("; "),
      ],
    ],
    jump,
  );
}

function repairFacts(n) {
  const sign = make("span", {}, mark(ease, ease.marks.indexOf(lines.ease[n])), ` ${index(n)}`);
  const better = lines.change[n];
  return section(t("fact.repair"), [
    [t("fact.index"), sign],
    [t("fact.weakest"), lines.weakest[n]],
    [t("fact.change"), better ?? t("fact.no_change")],
    [t("fact.becomes"), better === null ? "" : `${lines.ease[n]} \u2192 ${lines.changeClass[n]}`],
    [t("fact.saved"), better === null ? "" : kr(lines.saved[n])],
    [
      t("fact.worth"),
      better === null || lines.worth[n] === null ? "" : `${kr(lines.worth[n])} / ${lines.unit[n]}`,
    ],
    [
      t("fact.easier"),
      lines.easier[n] === null
        ? t("fact.no_easier")
        : `${lines.easier[n]} (${lines.easierClass[n]})`,
    ],
    [
      t("fact.easier_extra"),
      lines.easier[n] === null ? "" : `${kr(lines.easierExtra[n])} / ${lines.unit[n]}`,
    ],
  ]);
}

function index(n) {
  const [low, high] = [figure(lines.rei[n], 2), figure(lines.reiHigh[n], 2)];
  return low === high ? low : `${low}\u2013${high}`;
}

function moneyFacts(n) {
  return section(t("fact.money"), [
    [t("fact.lacks"), lines.lacks[n].join(", ")],
    [t("column.weighted"), kr(lines.weighted[n])],
    [t("fact.lcc"), kr(lines.lcc[n])],
    [t("fact.annual"), kr(lines.annual[n])],
    [t("fact.acquisition"), kr(lines.acquisition[n])],
    [t("fact.repair_event"), kr(lines.repair[n])],
    [t("fact.replacement"), kr(lines.replacement[n])],
    [t("column.year"), String(lines.year[n] ?? t("missing"))],
    [
      t("fact.life"),
      lines.life[n] === null ? t("missing") : t("years", { count: figure(lines.life[n], 1) }),
    ],
  ]);
}

function copyable(text) {
  const button = make(
    "button",
    {
      type: "button",
      class: "quiet copy",
      onclick: async () => {
        await copy(text);
        button.textContent = t("copied");
        setTimeout(() => {
          button.textContent = t("copy");
        }, 1500);
      },
    },
    t("copy"),
  );
  return make("p", { class: "id" }, make("span", {}, "GlobalId"), make("code", {}, text), button);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // not every browser lets a page from a file use the clipboard
    const field = make("textarea", { class: "away" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

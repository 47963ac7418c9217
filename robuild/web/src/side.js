// Left: what colours mean and what is shown. All of it works without a picture.

import { css, ink, scale, WITHOUT_RESULT } from "./colours.js";
import { change, filtered, onChange, passing, showAll, state } from "./state.js";
import { data, figure, make, t } from "./words.js";

const { lines, elements } = data;
const byId = (id) => document.getElementById(id);

export function createSide() {
  const modes = byId("modes");
  data.colourings.forEach((each, number) => {
    const input = make("input", {
      type: "radio",
      name: "mode",
      value: number,
      checked: number === state.mode,
      onchange: () => setMode(number),
    });
    modes.append(
      make(
        "label",
        {},
        input,
        make("span", {}, each.title),
        make("kbd", { "aria-hidden": "true" }, String(number + 1)),
      ),
    );
  });
  fill(
    "storey",
    data.storeys.map((text, number) => [number, text]),
  );
  fill(
    "model",
    data.models.map((text, number) => [number, text]),
    data.models.length > 1,
  );
  fill("place", distinct(lines.place));
  fill("trade", distinct(lines.trade));
  fill(
    "code",
    distinct((lines.code ?? []).map((code, n) => `${code} ${lines.name[n]}`)).map(([text]) => [
      text.split(" ")[0],
      text,
    ]),
  );
  byId("search").addEventListener("input", (event) => change({}, { search: event.target.value }));
  byId("faint").addEventListener("change", (event) => change({ faint: event.target.checked }));
  byId("reset").addEventListener("click", showAll);
  onChange(update);
  update();
}

export function setMode(number) {
  if (!data.colourings[number]) return;
  state.off.clear();
  change({ mode: number });
}

function distinct(values = []) {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  return [...new Set(values)].sort(collator.compare).map((text) => [text, text]);
}

function fill(id, options, worth = options.length > 1) {
  const choice = byId(id);
  choice.closest("label").hidden = !worth;
  choice.append(make("option", { value: "" }, t(`all.${id}`)));
  let group = null;
  options.forEach(([value, text]) => {
    if (value === group) return; // one entry a code
    group = value;
    choice.append(make("option", { value: String(value) }, text));
  });
  choice.addEventListener("change", () => change({}, { [id]: choice.value }));
}

function update() {
  document.querySelectorAll("#modes input").forEach((input, n) => {
    input.checked = n === state.mode;
  });
  for (const id of ["storey", "model", "place", "trade", "code", "search"]) {
    if (byId(id).value !== state.filter[id]) byId(id).value = state.filter[id];
  }
  byId("reset").disabled = !filtered();
  byId("legend").replaceChildren(...legend());
  byId("legend-title").textContent = data.colourings[state.mode].title;
  byId("legend-note").textContent = data.colourings[state.mode].note;
  const shown = passing.element.reduce((sum, each) => sum + each, 0);
  byId("shown").textContent = t("shown", {
    shown: figure(shown),
    count: figure(passing.element.length),
  });
}

// From most worth a look to least, and what has no result.
function legend() {
  const colouring = data.colourings[state.mode];
  const colours = scale(colouring.marks.length);
  const order = [...colouring.marks.keys()].reverse();
  if (colouring.values.some((value) => value < 0)) order.push(-1);
  return order.map((number) => {
    const colour = number < 0 ? WITHOUT_RESULT : colours[number];
    const sign = make("span", { class: "mark" }, number < 0 ? "\u2013" : colouring.marks[number]);
    sign.style.background = css(colour);
    sign.style.color = ink(colour);
    const count = colouring.values.reduce((sum, each) => sum + (each === number ? 1 : 0), 0);
    const label = number < 0 ? t("without_result") : colouring.labels[number];
    const on = !state.off.has(number);
    const only = make(
      "button",
      {
        type: "button",
        class: "only",
        title: t("legend.only", { label }),
        "aria-label": t("legend.only", { label }),
        onclick: () => {
          const others = [-1, ...colouring.marks.keys()].filter((each) => each !== number);
          const alone = on && others.every((each) => state.off.has(each));
          state.off.clear();
          if (!alone) others.forEach((each) => state.off.add(each));
          change({});
          document.querySelector(`#legend [data-class="${number}"] + .only`)?.focus();
        },
      },
      t("only"),
    );
    return make(
      "li",
      {},
      make(
        "button",
        {
          type: "button",
          "aria-pressed": String(on),
          class: on ? "" : "off",
          "data-class": number,
          title: t(on ? "legend.hide" : "legend.show", { label }),
          onclick: () => {
            if (on) state.off.add(number);
            else state.off.delete(number);
            change({});
            document.querySelector(`#legend [data-class="${number}"]`)?.focus();
          },
        },
        sign,
        make("span", { class: "label" }, label),
        make("span", { class: "count" }, figure(count)),
      ),
      only,
    );
  });
}

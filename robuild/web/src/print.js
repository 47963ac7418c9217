// On paper: the picture as it stands, the legend, and every line that passes the filters.

import { lineCount, passing, state } from "./state.js";
import { lineColumns } from "./tables.js";
import { data, make } from "./words.js";

export function preparePrint(picture) {
  window.addEventListener("beforeprint", () => {
    picture?.scene.draw();
    const head = make(
      "tr",
      {},
      ...lineColumns.map((column) =>
        make("th", { scope: "col", class: column.number ? "figure" : "" }, column.title),
      ),
    );
    const rows = Array.from({ length: lineCount }, (_, n) => n)
      .filter((n) => passing.line[n])
      .sort(
        (a, b) =>
          lines.ease[b].localeCompare(lines.ease[a]) ||
          (lines.weighted[b] ?? 0) - (lines.weighted[a] ?? 0),
      );
    document
      .getElementById("paper")
      .replaceChildren(
        make("h2", {}, data.colourings[state.mode].title),
        make(
          "table",
          {},
          make("thead", {}, head),
          make(
            "tbody",
            {},
            ...rows.map((n) =>
              make(
                "tr",
                {},
                ...lineColumns.map((column) =>
                  make(
                    "td",
                    { class: column.number ? "figure" : "" },
                    (column.show ? column.show(n) : column.value(n)) ?? "",
                  ),
                ),
              ),
            ),
          ),
        ),
      );
  });
  document.getElementById("print").addEventListener("click", () => window.print());
}

const { lines } = data;

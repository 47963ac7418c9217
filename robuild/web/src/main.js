// Puts the page together. Tables and panels first: they do not wait for the picture.

import { createDetails } from "./details.js";
import { createPicture } from "./picture.js";
import { preparePrint } from "./print.js";
import { createSide, setMode } from "./side.js";
import { change, hide, isolate, showAll } from "./state.js";
import { createTables } from "./tables.js";
import { t } from "./words.js";

const byId = (id) => document.getElementById(id);
const root = document.documentElement;

function told(message, drawn) {
  const place = byId("no-picture");
  place.textContent = message;
  place.hidden = message === "";
  document.body.classList.toggle("tables-only", message !== "");
  document.querySelectorAll(".of-picture").forEach((each) => {
    each.hidden = message !== "";
  });
  // read by tests: how many elements can be seen, and how long it took
  root.dataset.ready = String(drawn);
  root.dataset.milliseconds = String(Math.round(performance.now()));
}

function shortcuts(actions) {
  const help = byId("help");
  byId("keys").addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input[type=search], select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "Escape") {
      event.target.closest("input[type=search]")?.blur();
      change({ selected: null });
      return;
    }
    if (typing) return;
    const number = Number(event.key);
    if (number >= 1 && number <= 9) setMode(number - 1);
    else if (actions[event.key.toLowerCase()]) actions[event.key.toLowerCase()]();
    else return;
    event.preventDefault();
  });
}

createSide();
createTables();
createDetails();

let picture = null;
const fit = () => picture?.fit();
shortcuts({
  f: fit,
  i: isolate,
  h: hide,
  a: showAll,
  "/": () => byId("search").focus(),
  "?": () => byId("help").showModal(),
});
for (const [id, action] of [
  ["fit", fit],
  ["isolate", isolate],
  ["hide", hide],
  ["show-all", showAll],
]) {
  byId(id).addEventListener("click", action);
}
byId("fold").addEventListener("click", () => {
  const folded = document.body.classList.toggle("folded");
  byId("fold").setAttribute("aria-expanded", String(!folded));
});

createPicture(told)
  .then((made) => {
    picture = made ?? null;
    preparePrint(picture);
  })
  .catch((error) => {
    told(t("no_picture", { why: error.message }), 0);
    preparePrint(null);
  });

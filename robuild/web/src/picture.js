// Between the picture and all else: paints elements as they are filtered, takes clicks and the cut.

import { scale, WITHOUT_RESULT } from "./colours.js";
import { unpack } from "./drawing.js";
import { createScene } from "./scene.js";
import { CHOSEN, CLEAR, FAINT, OFF, SOLID } from "./shaders.js";
import { elementCount, onChange, passing, select, selectedElements, state } from "./state.js";
import { data, figure, t } from "./words.js";

const CHOSEN_COLOUR = [232, 93, 31];
const FROM = {
  corner: [-0.62, -0.9, 0.6],
  above: [0, -0.001, 1],
  front: [0, -1, 0.12],
  side: [1, 0, 0.12],
};
const byId = (id) => document.getElementById(id);

export async function createPicture(said) {
  const node = byId("drawing");
  if (!node) return said(data.noPicture, 0);
  const canvas = byId("canvas");
  if (!canvas.getContext("webgl2", { antialias: true, preserveDrawingBuffer: true }))
    return said(t("no_webgl"), 0);
  if (typeof DecompressionStream === "undefined") return said(t("old_browser"), 0);
  const drawing = await unpack(node);
  const scene = createScene(canvas, drawing, elementCount);
  byId("picture").classList.add("ready");
  repaint(scene);
  scene.draw(); // sizes first: what fits depends on them
  scene.fit(null, FROM.corner);
  let alone = false;
  onChange(() => {
    repaint(scene);
    if (alone && !state.isolated) scene.fit(null);
    alone = state.isolated !== null;
  });
  pointer(scene, canvas);
  keys(scene, canvas);
  cutting(scene);
  byId("views").addEventListener("click", (event) => {
    const from = FROM[event.target.closest("button")?.dataset.from];
    if (from) scene.fit(null, from);
  });
  scene.after(() => {
    scene.wait();
    said("", drawing.boxes.size);
  });
  return { fit: () => scene.fit(state.selected ? selectedElements() : shownElements()), scene };
}

const shownElements = () => (state.isolated ? [...state.isolated] : null);

function repaint(scene) {
  const colouring = data.colourings[state.mode];
  const colours = scale(colouring.marks.length);
  // what stands alone needs no mark, and shows its class
  const alone = state.isolated && selectedElements().length === state.isolated.size;
  const chosen = new Set(alone ? [] : selectedElements());
  scene.paint((bytes) => {
    const there = { clear: false, chosen: chosen.size > 0 };
    for (let n = 0; n < elementCount; n += 1) {
      const value = colouring.values[n];
      const colour = chosen.has(n) ? CHOSEN_COLOUR : value < 0 ? WITHOUT_RESULT : colours[value];
      bytes.set(colour, n * 4);
      const how = stateOf(n, value, chosen.has(n));
      bytes[n * 4 + 3] = how;
      if (how === FAINT || how === CLEAR) there.clear = true;
    }
    return there;
  });
}

function stateOf(n, value, chosen) {
  if (state.hidden.has(n) || (state.isolated && !state.isolated.has(n))) return OFF;
  if (chosen) return CHOSEN;
  if (!passing.element[n]) return state.faint ? FAINT : OFF;
  return value < 0 ? CLEAR : SOLID;
}

function pointer(scene, canvas) {
  const tip = byId("tip");
  let down = null;
  let resting = null;
  let slow = false;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener("pointerdown", (event) => {
    down = place(event);
    clearTimeout(resting);
    tip.hidden = true;
  });
  canvas.addEventListener("pointerup", (event) => {
    const [x, y] = place(event);
    if (!down || event.button !== 0 || Math.hypot(x - down[0], y - down[1]) > 4) {
      down = null;
      return;
    }
    down = null;
    const found = scene.pick(x, y);
    select(found === null ? null : "element", found);
  });
  canvas.addEventListener("dblclick", () => scene.fit(state.selected ? selectedElements() : null));
  canvas.addEventListener("pointermove", (event) => {
    tip.hidden = true;
    clearTimeout(resting);
    if (event.buttons || slow) return;
    const [x, y] = place(event);
    resting = setTimeout(() => {
      const start = performance.now();
      const found = scene.pick(x, y);
      slow = performance.now() - start > 250; // without a graphics card it would be in the way
      if (found === null) return;
      tip.replaceChildren(...tipOf(found));
      tip.hidden = false;
      tip.style.left = `${Math.min(x + 14, canvas.clientWidth - tip.offsetWidth - 8)}px`;
      tip.style.top = `${Math.min(y + 14, canvas.clientHeight - tip.offsetHeight - 8)}px`;
    }, 140);
  });
  canvas.addEventListener("pointerleave", () => {
    clearTimeout(resting);
    tip.hidden = true;
  });
}

function tipOf(n) {
  const { elements, lines, colourings } = data;
  const colouring = colourings[state.mode];
  const value = colouring.values[n];
  const line = elements.line[n];
  const rows = [
    elements.name[n] || elements.class[n],
    line === null ? t(`status.${elements.status[n]}`) : lines.name[line],
    value < 0
      ? t("without_result")
      : `${colouring.title}: ${colouring.marks[value]} ${colouring.labels[value]}`,
  ];
  return [...new Set(rows)].map((text) =>
    Object.assign(document.createElement("div"), { textContent: text }),
  );
}

function keys(scene, canvas) {
  const steps = {
    ArrowLeft: () => scene.turn(-0.12, 0),
    ArrowRight: () => scene.turn(0.12, 0),
    ArrowUp: () => scene.turn(0, -0.1),
    ArrowDown: () => scene.turn(0, 0.1),
    "+": () => scene.nearer(0.85),
    "-": () => scene.nearer(1.18),
  };
  canvas.addEventListener("keydown", (event) => {
    if (!steps[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    steps[event.key]();
  });
}

function cutting(scene) {
  const [slider, shown] = [byId("cut"), byId("cut-height")];
  if (!scene.whole) return;
  const [low, high] = [scene.whole[2], scene.whole[5]];
  const update = () => {
    const share = Number(slider.value) / 100;
    const height = low + share * (high - low);
    scene.cut(share >= 1 ? 1e9 : height);
    const text = share >= 1 ? t("cut.none") : t("cut.at", { height: figure(height - low, 1) });
    shown.textContent = text;
    slider.setAttribute("aria-valuetext", text);
  };
  slider.addEventListener("input", update);
  update();
}

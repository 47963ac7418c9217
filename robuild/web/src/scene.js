// The picture: all elements in one mesh, drawn only when something has changed.

import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DataTexture,
  DoubleSide,
  GLSL3,
  GreaterDepth,
  LessEqualDepth,
  LineSegments,
  Mesh,
  NearestFilter,
  PerspectiveCamera,
  RGBAFormat,
  Scene,
  ShaderMaterial,
  UnsignedByteType,
  Vector3,
  WebGLRenderTarget,
  WebGLRenderer,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { CHOSEN, CLEAR, FAINT, SOLID, line, number, surface, vertex } from "./shaders.js";

const WIDTH = 1024;
const EDGES_FADE_M = 45;
const BACKGROUND = 0xf3f5f6;

export function createScene(canvas, drawing, count) {
  const renderer = new WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
  renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
  const scene = new Scene();
  scene.background = new Color(BACKGROUND);
  const camera = new PerspectiveCamera(38, 1, 0.1, 1000);
  camera.up.set(0, 0, 1);
  const controls = new OrbitControls(camera, canvas);
  controls.zoomToCursor = true;
  controls.maxPolarAngle = Math.PI * 0.98;

  const paint = paintTexture(count);
  const shared = {
    paint: { value: paint },
    width: { value: WIDTH },
    cut: { value: 1e9 },
    eye: { value: camera.position },
  };
  const { faces, lines } = geometries(drawing);
  const passes = [
    new Mesh(faces, material(shared, surface, SOLID, CHOSEN, 1, { offset: 1 })),
    new LineSegments(
      lines,
      material(shared, line, SOLID, CHOSEN, 0.75, { clear: true, nearer: 2e-5 }),
    ),
    // further back than what is solid, so that a slab does not shimmer through the floor on it
    new Mesh(faces, material(shared, surface, FAINT, CLEAR, 1, { clear: true, offset: 3 })),
    new LineSegments(lines, material(shared, line, FAINT, CLEAR, 1, { clear: true })),
    // what is chosen shines through what stands before it
    new Mesh(
      faces,
      material(shared, surface, CHOSEN, CHOSEN, 0.45, { clear: true, through: true }),
    ),
  ];
  passes.forEach((pass, order) => {
    pass.renderOrder = order;
    pass.frustumCulled = false;
    scene.add(pass);
  });
  const [, , clearFaces, clearLines, through] = passes;
  const picking = pickPass(renderer, camera, shared, faces);

  let asked = false;
  const afterwards = [];
  function draw() {
    asked = false;
    const { clientWidth: w, clientHeight: h } = canvas.parentElement;
    if (!w || !h) return;
    const size = renderer.getSize(new Vector3());
    if (size.x !== w || size.y !== h) {
      renderer.setSize(w, h, false);
      camera.aspect = w / h;
      camera.updateProjectionMatrix();
    }
    renderer.render(scene, camera);
    afterwards.splice(0).forEach((each) => each());
  }
  function ask() {
    if (!asked) {
      asked = true;
      requestAnimationFrame(draw);
    }
  }
  controls.addEventListener("change", ask);
  new ResizeObserver(ask).observe(canvas.parentElement);
  const whole = boxOf(chosenBoxes(null, drawing.boxes));

  // The camera as near as it may be with every corner of the boxes in sight.
  function look(elements, direction) {
    const corners = cornersOf(elements, drawing.boxes, whole);
    if (!corners.length) return;
    const away = direction ?? camera.position.clone().sub(controls.target).normalize();
    const middle = corners
      .reduce((low, each) => low.min(each), corners[0].clone())
      .add(corners.reduce((high, each) => high.max(each), corners[0].clone()))
      .multiplyScalar(0.5);
    const across = new Vector3().crossVectors(camera.up, away).normalize();
    const upwards = new Vector3().crossVectors(away, across);
    const tall = Math.tan((camera.fov * Math.PI) / 360);
    const wide = tall * camera.aspect;
    let distance = 0.8;
    for (const corner of corners) {
      corner.sub(middle);
      const nearest = corner.dot(away);
      distance = Math.max(
        distance,
        nearest + Math.abs(corner.dot(across)) / wide,
        nearest + Math.abs(corner.dot(upwards)) / tall,
      );
    }
    distance *= 1.14;
    controls.target.copy(middle);
    camera.position.copy(middle).addScaledVector(away, distance);
    camera.far =
      distance + 4 * Math.hypot(whole[3] - whole[0], whole[4] - whole[1], whole[5] - whole[2]);
    camera.near = Math.max(0.02, camera.far / 20000);
    camera.updateProjectionMatrix();
    controls.update();
    ask();
  }

  return {
    camera,
    controls,
    ask,
    draw,
    whole,
    after: (then) => {
      afterwards.push(then);
      ask();
    },
    // `fill` writes colours and states, and says which states there are
    paint(fill) {
      const there = fill(paint.image.data);
      clearFaces.visible = clearLines.visible = there.clear;
      through.visible = there.chosen;
      paint.needsUpdate = true;
      ask();
    },
    // drivers draw later: reading a pixel waits until they have
    wait() {
      const gl = renderer.getContext();
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    },
    cut(height) {
      shared.cut.value = height;
      ask();
    },
    fit(elements, direction) {
      look(elements, direction && new Vector3(...direction).normalize());
    },
    turn(sideways, upwards) {
      const offset = camera.position.clone().sub(controls.target);
      offset.applyAxisAngle(camera.up, sideways);
      const axis = new Vector3().crossVectors(camera.up, offset).normalize();
      const tilted = offset.clone().applyAxisAngle(axis, upwards);
      if (Math.abs(tilted.clone().normalize().z) < 0.995) offset.copy(tilted);
      camera.position.copy(controls.target).add(offset);
      controls.update();
      ask();
    },
    nearer(factor) {
      camera.position.sub(controls.target).multiplyScalar(factor).add(controls.target);
      controls.update();
      ask();
    },
    pick: (x, y) => picking(x, y, canvas),
  };
}

function paintTexture(count) {
  const height = Math.max(1, Math.ceil(count / WIDTH));
  const bytes = new Uint8Array(WIDTH * height * 4);
  const texture = new DataTexture(bytes, WIDTH, height, RGBAFormat, UnsignedByteType);
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}

function geometries(drawing) {
  const position = new BufferAttribute(drawing.positions, 3);
  const element = new BufferAttribute(drawing.owners, 1);
  const made = [drawing.triangles, drawing.edges].map((index) => {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", position);
    geometry.setAttribute("element", element);
    geometry.setIndex(new BufferAttribute(index, 1));
    return geometry;
  });
  return { faces: made[0], lines: made[1] };
}

function material(shared, fragment, low, high, opacity, how = {}) {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: vertex,
    fragmentShader: fragment,
    side: DoubleSide,
    uniforms: {
      ...shared,
      fades: { value: EDGES_FADE_M },
      low: { value: low - 1 },
      high: { value: high + 1 },
      opacity: { value: opacity },
      nearer: { value: how.nearer ?? 0 },
    },
    transparent: Boolean(how.clear),
    depthWrite: !how.clear,
    depthFunc: how.through ? GreaterDepth : LessEqualDepth,
    polygonOffset: Boolean(how.offset),
    polygonOffsetFactor: how.offset ?? 0,
    polygonOffsetUnits: how.offset ?? 0,
  });
}

// The element under a point: the same mesh, with numbers for colours, drawn into one pixel.
function pickPass(renderer, camera, shared, faces) {
  const scene = new Scene();
  const mesh = new Mesh(faces, material(shared, number, CLEAR, CHOSEN, 1));
  mesh.frustumCulled = false;
  scene.add(mesh);
  const target = new WebGLRenderTarget(1, 1);
  const pixel = new Uint8Array(4);
  return (x, y, canvas) => {
    camera.setViewOffset(canvas.clientWidth, canvas.clientHeight, x, y, 1, 1);
    renderer.setRenderTarget(target);
    renderer.setClearColor(0x000000, 0);
    renderer.clear();
    renderer.render(scene, camera);
    renderer.readRenderTargetPixels(target, 0, 0, 1, 1, pixel);
    renderer.setRenderTarget(null);
    camera.clearViewOffset();
    const found = pixel[0] + (pixel[1] << 8) + (pixel[2] << 16) - 1;
    return found < 0 ? null : found;
  };
}

// Boxes of elements; of all of them, those far from all others do not count.
function chosenBoxes(elements, boxes) {
  if (elements) return elements.map((n) => boxes.get(n)).filter(Boolean);
  const all = [...boxes.values()];
  // the drawing lies about the middle of all
  const distance = all.map((b) => Math.hypot(...[0, 1, 2].map((k) => (b[k] + b[k + 3]) / 2)));
  const usual = [...distance].sort((a, b) => a - b)[Math.floor(0.95 * (distance.length - 1))];
  return all.filter((_, n) => distance[n] <= Math.max(4 * usual, 30));
}

function boxOf(chosen) {
  const box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (const each of chosen) {
    for (let k = 0; k < 3; k += 1) {
      box[k] = Math.min(box[k], each[k]);
      box[k + 3] = Math.max(box[k + 3], each[k + 3]);
    }
  }
  return box;
}

function cornersOf(elements, boxes, whole) {
  const chosen = chosenBoxes(elements, boxes);
  const few = chosen.length > 4000 ? [whole] : chosen;
  return few.flatMap((b) =>
    Array.from(
      { length: 8 },
      (_, n) => new Vector3(b[n & 1 ? 3 : 0], b[n & 2 ? 4 : 1], b[n & 4 ? 5 : 2]),
    ),
  );
}

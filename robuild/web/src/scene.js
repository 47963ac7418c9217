// The picture: all elements in one mesh, drawn only when something has changed.

import {
  BufferAttribute, BufferGeometry, Color, DataTexture, DoubleSide, GLSL3, GreaterDepth,
  LessEqualDepth, LineSegments, Mesh, NearestFilter, PerspectiveCamera, RGBAFormat, Scene,
  ShaderMaterial, UnsignedByteType, Vector3, WebGLRenderTarget, WebGLRenderer,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { CHOSEN, CLEAR, FAINT, SOLID, line, number, surface, vertex } from "./shaders.js";

const WIDTH = 1024;
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
    paint: { value: paint }, width: { value: WIDTH }, cut: { value: 1e9 }, eye: { value: camera.position },
  };
  const { faces, lines } = geometries(drawing);
  const passes = [
    new Mesh(faces, material(shared, surface, SOLID, CHOSEN, 1, { offset: true })),
    new LineSegments(lines, material(shared, line, SOLID, CHOSEN, 0.75, { clear: true, nearer: 2e-5 })),
    new Mesh(faces, material(shared, surface, FAINT, CLEAR, 1, { clear: true })),
    new LineSegments(lines, material(shared, line, FAINT, CLEAR, 1, { clear: true })),
    // what is chosen shines through what stands before it
    new Mesh(faces, material(shared, surface, CHOSEN, CHOSEN, 0.45, { clear: true, through: true })),
  ];
  passes.forEach((pass, order) => { pass.renderOrder = order; pass.frustumCulled = false; scene.add(pass); });
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
    if (!asked) { asked = true; requestAnimationFrame(draw); }
  }
  controls.addEventListener("change", ask);
  new ResizeObserver(ask).observe(canvas.parentElement);
  const whole = boxOf([...drawing.boxes.keys()], drawing.boxes, true);

  function look(box, direction) {
    if (!box) return;
    const [low, high] = [new Vector3(...box.slice(0, 3)), new Vector3(...box.slice(3))];
    const radius = Math.max(low.distanceTo(high) / 2, 0.4);
    const away = direction ?? camera.position.clone().sub(controls.target).normalize();
    controls.target.copy(low).add(high).multiplyScalar(0.5);
    const slim = Math.min(1, camera.aspect || 1);
    const distance = (radius / Math.sin((camera.fov * Math.PI) / 360) / slim) * 0.92;
    camera.position.copy(controls.target).addScaledVector(away, distance);
    const far = whole ? Math.hypot(whole[3] - whole[0], whole[4] - whole[1], whole[5] - whole[2]) : 100;
    camera.far = distance + 4 * far;
    camera.near = Math.max(0.02, camera.far / 20000);
    camera.updateProjectionMatrix();
    controls.update();
    ask();
  }

  return {
    camera, controls, ask, draw, whole,
    after: (then) => { afterwards.push(then); ask(); },
    paint(fill) { fill(paint.image.data); paint.needsUpdate = true; ask(); },
    cut(height) { shared.cut.value = height; ask(); },
    fit(elements, direction) {
      look(elements ? boxOf(elements, drawing.boxes, false) : whole, direction && new Vector3(...direction).normalize());
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
    glslVersion: GLSL3, vertexShader: vertex, fragmentShader: fragment, side: DoubleSide,
    uniforms: {
      ...shared, low: { value: low - 1 }, high: { value: high + 1 }, opacity: { value: opacity },
      nearer: { value: how.nearer ?? 0 },
    },
    transparent: Boolean(how.clear), depthWrite: !how.clear,
    depthFunc: how.through ? GreaterDepth : LessEqualDepth,
    polygonOffset: Boolean(how.offset), polygonOffsetFactor: 1, polygonOffsetUnits: 1,
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

// Box around elements; for the whole, stray ones far from all others do not count.
function boxOf(elements, boxes, withoutStrays) {
  let chosen = elements.map((n) => boxes.get(n)).filter(Boolean);
  if (!chosen.length) return null;
  if (withoutStrays) {
    const middles = chosen.map((b) => [0, 1, 2].map((k) => (b[k] + b[k + 3]) / 2));
    const distance = middles.map((m) => Math.hypot(...m)); // middles are about the middle of all
    const usual = [...distance].sort((a, b) => a - b)[Math.floor(0.95 * (distance.length - 1))];
    chosen = chosen.filter((_, n) => distance[n] <= Math.max(4 * usual, 30));
  }
  const box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (const each of chosen) {
    for (let k = 0; k < 3; k += 1) {
      box[k] = Math.min(box[k], each[k]);
      box[k + 3] = Math.max(box[k + 3], each[k + 3]);
    }
  }
  return box;
}

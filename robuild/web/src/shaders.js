// One texture says of every element how it is painted: its colour, and in alpha its state.

export const OFF = 0,
  FAINT = 60,
  CLEAR = 120,
  SOLID = 200,
  CHOSEN = 255;

const LOOK = `
uniform highp sampler2D paint;
uniform int width;
vec4 look(float element) {
  int number = int(element + 0.5);
  return texelFetch(paint, ivec2(number % width, number / width), 0);
}`;

// low and high bound the states that a pass draws; all others are moved out of sight
export const vertex = `
in float element;
uniform float low, high, nearer;
out vec3 world;
flat out vec4 painted;
flat out float owner;
${LOOK}
void main() {
  painted = look(element);
  owner = element;
  world = position;
  float state = painted.a * 255.0;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
  gl_Position.z -= nearer * gl_Position.w;
  if (state < low || state > high) gl_Position = vec4(0.0, 0.0, 2.0, 1.0);
}`;

const HEAD = `
in vec3 world;
flat in vec4 painted;
flat in float owner;
uniform float cut, opacity, fades;
uniform vec3 eye;
out vec4 colour;
`;

export const surface = `${HEAD}
void main() {
  if (world.z > cut) discard;
  vec3 normal = normalize(cross(dFdx(world), dFdy(world)));
  vec3 way = normalize(eye - world);
  if (dot(normal, way) < 0.0) normal = -normal;
  float light = 0.66 + 0.26 * dot(normal, normalize(vec3(-0.45, -0.6, 0.75))) + 0.16 * dot(normal, way);
  float state = painted.a * 255.0;
  float shown = state < 90.0 ? 0.06 : state < 160.0 ? 0.3 : opacity;
  colour = vec4(painted.rgb * clamp(light, 0.35, 1.12), shown);
}`;

export const line = `${HEAD}
void main() {
  if (world.z > cut) discard;
  float state = painted.a * 255.0;
  vec3 tone = state > 230.0 ? painted.rgb * 0.7 : mix(painted.rgb * 0.45, vec3(0.11, 0.17, 0.2), 0.35);
  // from afar edges would be all there is to see
  float near = state > 230.0 ? 1.0 : 1.0 - 0.85 * smoothstep(fades, 3.0 * fades, distance(eye, world));
  colour = vec4(tone, near * (state < 90.0 ? 0.08 : state < 160.0 ? 0.3 : opacity));
}`;

export const number = `${HEAD}
void main() {
  if (world.z > cut) discard;
  int n = int(owner + 1.5);
  colour = vec4(float(n & 255), float((n >> 8) & 255), float((n >> 16) & 255), 255.0) / 255.0;
}`;

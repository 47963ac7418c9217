// Viridis, light to dark: the darker, the more it is worth a look. Never red against green.

const STOPS = [
  [253, 231, 37],
  [173, 220, 48],
  [94, 201, 98],
  [40, 174, 128],
  [33, 145, 140],
  [44, 114, 142],
  [59, 82, 139],
  [71, 45, 123],
  [68, 1, 84],
];
const FIRST = 0.03,
  LAST = 0.95;

export const WITHOUT_RESULT = [148, 158, 165];

export function scale(count) {
  return Array.from({ length: count }, (_, number) => {
    const place = FIRST + (LAST - FIRST) * (count > 1 ? number / (count - 1) : 0.5);
    const at = place * (STOPS.length - 1);
    const low = Math.min(Math.floor(at), STOPS.length - 2);
    return STOPS[low].map((v, i) => Math.round(v + (at - low) * (STOPS[low + 1][i] - v)));
  });
}

export const css = (colour) => `rgb(${colour.join(" ")})`;

export function ink(colour) {
  const [r, g, b] = colour.map((v) => (v / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.22 ? "#1d2b34" : "#ffffff";
}

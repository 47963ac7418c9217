// Reads the drawing (robuild/web/packing.py): shapes once, spread out to one mesh with the number
// of the element at every point.

export async function unpack(node) {
  const text = node.textContent.trim();
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return spread(await new Response(stream).arrayBuffer());
}

function spread(buffer) {
  const [version, shapes, places, points, triangles, edges, width] = new Uint32Array(buffer, 0, 7);
  if (version !== 1) throw new Error("another version of the drawing");
  let at = 28;
  const take = (Kind, length) => {
    // arrays of 16 bits come last; a slice is aligned wherever it began
    const part = new Kind(buffer.slice(at, at + length * Kind.BYTES_PER_ELEMENT));
    at += length * Kind.BYTES_PER_ELEMENT;
    return part;
  };
  const counts = take(Uint32Array, shapes * 3);
  const matrices = take(Float32Array, places * 12);
  const shapeOf = take(Uint32Array, places);
  const elementOf = take(Uint32Array, places);
  const Index = width === 4 ? Uint32Array : Uint16Array;
  const packed = {
    triangles: take(Index, triangles * 3),
    edges: take(Index, edges * 2),
    points: take(Uint16Array, points * 3),
  };
  return expand(counts, matrices, shapeOf, elementOf, packed);
}

function expand(counts, matrices, shapeOf, elementOf, packed) {
  const starts = new Uint32Array(counts.length + 3);
  for (let i = 0; i < counts.length; i += 1) starts[i + 3] = starts[i] + counts[i];
  const total = [0, 0, 0];
  for (const shape of shapeOf) for (let k = 0; k < 3; k += 1) total[k] += counts[shape * 3 + k];
  const made = {
    positions: new Float32Array(total[0] * 3),
    owners: new Float32Array(total[0]),
    triangles: new Uint32Array(total[1] * 3),
    edges: new Uint32Array(total[2] * 2),
    boxes: new Map(),
  };
  const next = [0, 0, 0];
  shapeOf.forEach((shape, place) => {
    const m = matrices.subarray(place * 12, place * 12 + 12);
    const element = elementOf[place];
    const box = made.boxes.get(element) ?? [
      Infinity,
      Infinity,
      Infinity,
      -Infinity,
      -Infinity,
      -Infinity,
    ];
    made.boxes.set(element, box);
    const [nPoints, nTriangles, nEdges] = counts.subarray(shape * 3, shape * 3 + 3);
    const first = next[0];
    for (let i = 0; i < nPoints; i += 1) {
      const p = (starts[shape * 3] + i) * 3;
      const [x, y, z] = [packed.points[p], packed.points[p + 1], packed.points[p + 2]];
      for (let k = 0; k < 3; k += 1) {
        const value = m[4 * k] * x + m[4 * k + 1] * y + m[4 * k + 2] * z + m[4 * k + 3];
        made.positions[(first + i) * 3 + k] = value;
        if (value < box[k]) box[k] = value;
        if (value > box[k + 3]) box[k + 3] = value;
      }
      made.owners[first + i] = element;
    }
    copy(
      made.triangles,
      next[1] * 3,
      packed.triangles,
      starts[shape * 3 + 1] * 3,
      nTriangles * 3,
      first,
    );
    copy(made.edges, next[2] * 2, packed.edges, starts[shape * 3 + 2] * 2, nEdges * 2, first);
    next[0] += nPoints;
    next[1] += nTriangles;
    next[2] += nEdges;
  });
  return made;
}

function copy(to, at, from, start, length, first) {
  for (let i = 0; i < length; i += 1) to[at + i] = from[start + i] + first;
}

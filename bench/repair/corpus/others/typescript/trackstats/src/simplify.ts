import { distanceFromLine, type TrackPoint } from "./geo.ts";

/**
 * Leaves out points (Douglas-Peucker) such that none of those left out lies
 * further than the tolerance, in metres, from the simplified track. The first
 * and the last point always stay.
 */
export function simplify(track: TrackPoint[], tolerance: number): TrackPoint[] {
  if (track.length <= 2) {
    return [...track];
  }
  const first = track[0]!;
  const last = track[track.length - 1]!;
  let farthest = 0;
  let split = 0;
  for (let i = 1; i < track.length - 1; i++) {
    const off = distanceFromLine(track[i]!, first, last);
    if (off > farthest) {
      farthest = off;
      split = i;
    }
  }
  if (farthest <= tolerance) {
    return [first, last];
  }
  const left = simplify(track.slice(0, split + 1), tolerance);
  const right = simplify(track.slice(split), tolerance);
  return [...left, ...right.slice(1)];
}

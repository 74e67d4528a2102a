import type { TrackPoint } from "../src/geo.ts";

const METRE = 180 / Math.PI / 6_371_000;

/** A point so many metres east and north of where equator and prime meridian meet. */
export function at(east: number, north: number, time = 0, ele = 0): TrackPoint {
  return { lat: north * METRE, lon: east * METRE, ele, time };
}

export interface TrackPoint {
  /** Degrees north. */
  lat: number;
  /** Degrees east. */
  lon: number;
  /** Metres above the sea. */
  ele: number;
  /** Seconds since the start of the track. */
  time: number;
}

const EARTH_RADIUS = 6_371_000;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The distance of two points in metres along the great circle. */
export function distance(a: TrackPoint, b: TrackPoint): number {
  const dLat = radians(b.lat - a.lat);
  const dLon = radians(b.lon - a.lon);
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(h));
}

/** Metres east and north of an origin, good enough for a few kilometres. */
function project(point: TrackPoint, origin: TrackPoint): [number, number] {
  const east = radians(point.lon - origin.lon) * Math.cos(radians(origin.lat)) * EARTH_RADIUS;
  const north = radians(point.lat - origin.lat) * EARTH_RADIUS;
  return [east, north];
}

/** The distance in metres of a point from the straight way between two others. */
export function distanceFromLine(point: TrackPoint, start: TrackPoint, end: TrackPoint): number {
  const [px, py] = project(point, start);
  const [ex, ey] = project(end, start);
  const length2 = ex * ex + ey * ey;
  const along = length2 === 0 ? 0 : (px * ex + py * ey) / length2;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(px - t * ex, py - t * ey);
}

/** The point a share of the way from a to b, with its height and time. */
export function between(a: TrackPoint, b: TrackPoint, share: number): TrackPoint {
  const mix = (from: number, to: number) => from + (to - from) * share;
  return {
    lat: mix(a.lat, b.lat),
    lon: mix(a.lon, b.lon),
    ele: mix(a.ele, b.ele),
    time: mix(a.time, b.time),
  };
}

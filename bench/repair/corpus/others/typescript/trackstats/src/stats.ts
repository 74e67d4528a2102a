import { distance, type TrackPoint } from "./geo.ts";

export interface Climb {
  up: number;
  down: number;
}

/** The length of a track in metres. */
export function trackLength(track: TrackPoint[]): number {
  let total = 0;
  for (let i = 1; i < track.length; i++) {
    total += distance(track[i - 1]!, track[i]!);
  }
  return total;
}

/**
 * The mean of each height and its neighbours, `reach` of them on either side;
 * near the ends there are fewer.
 */
export function smooth(heights: number[], reach: number): number[] {
  return heights.map((_, i) => {
    const near = heights.slice(Math.max(0, i - reach), i + reach + 1);
    return near.reduce((sum, height) => sum + height, 0) / near.length;
  });
}

/**
 * The metres gone up and down. Heights that differ from the last one counted
 * by less than the threshold are taken for noise.
 */
export function climb(heights: number[], threshold = 3): Climb {
  const result: Climb = { up: 0, down: 0 };
  let counted = heights[0] ?? 0;
  for (const height of heights) {
    const change = height - counted;
    if (Math.abs(change) < threshold) {
      continue;
    }
    if (change > 0) {
      result.up += change;
    } else {
      result.down -= change;
    }
    counted = height;
  }
  return result;
}

/** The seconds spent going at least as fast as `slowest` metres a second. */
export function movingTime(track: TrackPoint[], slowest = 0.5): number {
  let moving = 0;
  for (let i = 1; i < track.length; i++) {
    const seconds = track[i]!.time - track[i - 1]!.time;
    if (seconds > 0 && distance(track[i - 1]!, track[i]!) / seconds >= slowest) {
      moving += seconds;
    }
  }
  return moving;
}

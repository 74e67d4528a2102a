import { between, distance, type TrackPoint } from "./geo.ts";

export interface Split {
  /** Metres; the last split may be shorter than the others. */
  metres: number;
  seconds: number;
}

/** Cuts a track into pieces of equal length and tells how long each one took. */
export function splits(track: TrackPoint[], every: number): Split[] {
  const result: Split[] = [];
  let metres = 0;
  let since = track[0]?.time ?? 0;
  for (let i = 1; i < track.length; i++) {
    let from = track[i - 1]!;
    const to = track[i]!;
    let left = distance(from, to);
    while (metres + left >= every) {
      const mark = between(from, to, (every - metres) / left);
      result.push({ metres: every, seconds: mark.time - since });
      left -= every - metres;
      metres = 0;
      since = mark.time;
      from = mark;
    }
    metres += left;
  }
  const end = track[track.length - 1];
  if (end && metres > 0) {
    result.push({ metres, seconds: end.time - since });
  }
  return result;
}

/** Seconds per kilometre. */
export function pace(split: Split): number {
  return (split.seconds / split.metres) * 1000;
}

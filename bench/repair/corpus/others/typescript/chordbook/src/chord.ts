import { noteName, parseNote, wrapPitch, type PitchClass, type Spelling } from "./note.ts";

export interface Chord {
  root: PitchClass;
  /** A key of QUALITIES; the empty string is a major triad. */
  quality: string;
  /** The bass note of a slash chord such as "F/A", otherwise null. */
  bass: PitchClass | null;
}

/** Semitones above the root for each chord quality. */
const QUALITIES: Record<string, number[]> = {
  "": [0, 4, 7],
  m: [0, 3, 7],
  "7": [0, 4, 7, 10],
  maj7: [0, 4, 7, 11],
  m7: [0, 3, 7, 10],
  dim: [0, 3, 6],
  aug: [0, 4, 8],
  sus2: [0, 2, 7],
  sus4: [0, 5, 7],
};

const CHORD = /^([A-G][#b]?)([^/]*)(?:\/([A-G][#b]?))?$/;

/** Reads a chord symbol such as "Am", "F#m7" or "C/G". */
export function parseChord(symbol: string): Chord {
  const match = CHORD.exec(symbol);
  if (!match) {
    throw new Error(`not a chord: ${symbol}`);
  }
  const [, root = "", quality = "", bass] = match;
  if (!Object.hasOwn(QUALITIES, quality)) {
    throw new Error(`unknown chord quality: ${symbol}`);
  }
  return { root: parseNote(root), quality, bass: bass === undefined ? null : parseNote(bass) };
}

export function formatChord(chord: Chord, spelling: Spelling): string {
  const symbol = noteName(chord.root, spelling) + chord.quality;
  return chord.bass === null ? symbol : `${symbol}/${noteName(chord.bass, spelling)}`;
}

/** Moves root and bass by a number of semitones (negative is down). */
export function transposeChord(chord: Chord, semitones: number): Chord {
  return {
    ...chord,
    root: wrapPitch(chord.root + semitones),
    bass: chord.bass === null ? null : wrapPitch(chord.bass + semitones),
  };
}

/** The pitch classes that sound, the bass of a slash chord first. */
export function chordTones(chord: Chord): PitchClass[] {
  const tones = QUALITIES[chord.quality]!.map((step) => wrapPitch(chord.root + step));
  if (chord.bass === null) {
    return tones;
  }
  return [chord.bass, ...tones.filter((tone) => tone !== chord.bass)];
}

/** Whether the chord has a minor third, as minor and diminished chords do. */
export function isMinor(chord: Chord): boolean {
  return QUALITIES[chord.quality]!.includes(3);
}

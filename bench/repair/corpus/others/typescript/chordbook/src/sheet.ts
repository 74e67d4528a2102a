import { formatChord, parseChord, transposeChord } from "./chord.ts";
import { spellingOf, type Key } from "./key.ts";
import { wrapPitch } from "./note.ts";

const BRACKETED = /\[([^\]]+)\]/g;

/** Chord shapes that a beginner plays without a barre. */
const OPEN_SHAPES = new Set(["C", "A", "G", "E", "D", "Am", "Em", "Dm"]);

export interface Capo {
  fret: number;
  /** The shapes to grip, in the order of the chords given. */
  shapes: string[];
}

/** The different chords of a sheet in the order of their first use. */
export function chordsOf(sheet: string): string[] {
  return [...new Set([...sheet.matchAll(BRACKETED)].map((match) => match[1]!))];
}

/**
 * Moves a sheet with chords in brackets ("[Am]Hello") from one key to another.
 * The chords come out with the accidentals of the key they are moved to.
 */
export function transposeSheet(sheet: string, from: Key, to: Key): string {
  const semitones = wrapPitch(to.tonic - from.tonic);
  const spelling = spellingOf(to);
  return sheet.replace(BRACKETED, (_, symbol: string) => {
    return `[${formatChord(transposeChord(parseChord(symbol), semitones), spelling)}]`;
  });
}

/** The lowest fret at which a capo makes every chord an open shape; null if there is none. */
export function suggestCapo(symbols: string[], highestFret = 7): Capo | null {
  const chords = symbols.map(parseChord);
  for (let fret = 0; fret <= highestFret; fret++) {
    const shapes = chords.map((chord) => formatChord(transposeChord(chord, -fret), "sharps"));
    if (shapes.every((shape) => OPEN_SHAPES.has(shape))) {
      return { fret, shapes };
    }
  }
  return null;
}

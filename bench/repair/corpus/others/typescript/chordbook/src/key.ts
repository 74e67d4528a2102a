import { isMinor, type Chord } from "./chord.ts";
import { parseNote, wrapPitch, type PitchClass, type Spelling } from "./note.ts";

export interface Key {
  tonic: PitchClass;
  mode: "major" | "minor";
}

/** The major keys with flats in their signature: F, Bb, Eb, Ab and Db. F sharp keeps its sharps. */
const FLAT_MAJORS = new Set([5, 10, 3, 8, 1]);

const NUMERALS = ["I", "bII", "II", "bIII", "III", "IV", "bV", "V", "bVI", "VI", "bVII", "VII"];

/** Reads a key such as "G" or "Em". */
export function parseKey(name: string): Key {
  const minor = name.endsWith("m");
  return {
    tonic: parseNote(minor ? name.slice(0, -1) : name),
    mode: minor ? "minor" : "major",
  };
}

/** A minor key is spelled like its relative major, three semitones higher. */
export function spellingOf(key: Key): Spelling {
  const major = key.mode === "minor" ? wrapPitch(key.tonic + 3) : key.tonic;
  return FLAT_MAJORS.has(major) ? "flats" : "sharps";
}

/** The chord's degree in the key: upper case for major chords, lower case for minor ones. */
export function romanNumeral(chord: Chord, key: Key): string {
  const numeral = NUMERALS[wrapPitch(chord.root - key.tonic)]!;
  if (!isMinor(chord)) {
    return numeral;
  }
  return numeral.startsWith("b") ? `b${numeral.slice(1).toLowerCase()}` : numeral.toLowerCase();
}

/** A pitch class: 0 for C, 1 for C sharp, up to 11 for B. */
export type PitchClass = number;

/** Which accidentals the black keys are written with. */
export type Spelling = "sharps" | "flats";

const SHARP_NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];
const FLAT_NAMES = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"];

const NATURALS: Record<string, PitchClass> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** Folds any number of semitones, below zero too, into one octave. */
export function wrapPitch(semitones: number): PitchClass {
  return ((semitones % 12) + 12) % 12;
}

/** Reads a note name such as "C", "F#" or "Bb". */
export function parseNote(name: string): PitchClass {
  const natural = NATURALS[name[0] ?? ""];
  if (natural === undefined || name.length > 2) {
    throw new Error(`not a note: ${name}`);
  }
  switch (name[1]) {
    case undefined:
      return natural;
    case "#":
      return wrapPitch(natural + 1);
    case "b":
      return wrapPitch(natural - 1);
    default:
      throw new Error(`not a note: ${name}`);
  }
}

/** The name of a pitch class in the given spelling. */
export function noteName(pitch: PitchClass, spelling: Spelling): string {
  const names = spelling === "sharps" ? SHARP_NAMES : FLAT_NAMES;
  return names[pitch]!;
}

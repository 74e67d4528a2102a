import { describe, expect, it } from "vitest";
import { chordTones, formatChord, isMinor, parseChord, transposeChord } from "../src/chord.ts";
import { parseNote } from "../src/note.ts";

describe("notes", () => {
  it("reads naturals and accidentals", () => {
    expect(["C", "F#", "Bb", "B"].map(parseNote)).toEqual([0, 6, 10, 11]);
  });

  it("refuses what is not a note", () => {
    expect(() => parseNote("H")).toThrow("not a note");
    expect(() => parseNote("Ax")).toThrow("not a note");
  });
});

describe("chords", () => {
  it("reads root, quality and bass", () => {
    expect(parseChord("F#m7/E")).toEqual({ root: 6, quality: "m7", bass: 4 });
    expect(parseChord("Bb")).toEqual({ root: 10, quality: "", bass: null });
  });

  it("refuses unknown qualities", () => {
    expect(() => parseChord("Cwow")).toThrow("unknown chord quality");
  });

  it("moves up over the octave", () => {
    expect(transposeChord(parseChord("B7"), 3)).toEqual(parseChord("D7"));
  });

  it("moves down below C", () => {
    expect(transposeChord(parseChord("C/E"), -5)).toEqual(parseChord("G/B"));
  });

  it("lists the tones with the bass first", () => {
    expect(chordTones(parseChord("Am"))).toEqual([9, 0, 4]);
    expect(chordTones(parseChord("F/A"))).toEqual([9, 5, 0]);
  });

  it("knows minor chords", () => {
    expect(isMinor(parseChord("Ddim"))).toBe(true);
    expect(isMinor(parseChord("Dmaj7"))).toBe(false);
  });

  it("writes a chord in either spelling", () => {
    const chord = parseChord("G#m/D#");
    expect(formatChord(chord, "sharps")).toBe("G#m/D#");
    expect(formatChord(chord, "flats")).toBe("Abm/Eb");
  });
});

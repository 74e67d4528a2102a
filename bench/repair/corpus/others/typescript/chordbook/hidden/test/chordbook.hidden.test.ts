import { describe, expect, it } from "vitest";
import { chordTones, parseChord, transposeChord } from "../src/chord.ts";
import { parseKey, romanNumeral, spellingOf } from "../src/key.ts";
import { noteName, parseNote, wrapPitch } from "../src/note.ts";
import { suggestCapo, transposeSheet } from "../src/sheet.ts";

describe("pitches", () => {
  it("folds any distance into one octave", () => {
    expect([-25, -13, -12, -1, 0, 11, 12, 25].map(wrapPitch)).toEqual([11, 11, 0, 11, 0, 11, 0, 1]);
  });

  it("reads notes at the ends of the octave", () => {
    expect(["Cb", "B#", "E#", "Fb"].map(parseNote)).toEqual([11, 0, 5, 4]);
    expect(noteName(parseNote("Cb"), "flats")).toBe("B");
  });

  it("moves chords by many octaves", () => {
    expect(transposeChord(parseChord("D/F#"), -30)).toEqual(parseChord("G#/C"));
    expect(transposeChord(parseChord("D"), 30)).toEqual(parseChord("G#"));
    expect(chordTones(transposeChord(parseChord("Em"), -5))).toEqual([11, 2, 6]);
  });
});

describe("keys", () => {
  it("spells every major key", () => {
    const names = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
    const flats = names.filter((name) => spellingOf(parseKey(name)) === "flats");
    expect(flats).toEqual(["Db", "Eb", "F", "Ab", "Bb"]);
  });

  it("spells minor keys like their relatives", () => {
    expect(["Dm", "Cm", "Fm", "Bbm"].map((k) => spellingOf(parseKey(k)))).toEqual(["flats", "flats", "flats", "flats"]);
    expect(["Am", "Bm", "C#m", "D#m"].map((k) => spellingOf(parseKey(k)))).toEqual(["sharps", "sharps", "sharps", "sharps"]);
  });

  it("names degrees on either side of the tonic", () => {
    const key = parseKey("Bb");
    expect(["Eb", "Gm", "F7", "Adim", "Ab", "Dbm"].map((s) => romanNumeral(parseChord(s), key))).toEqual([
      "IV", "vi", "V", "vii", "bVII", "biii",
    ]);
  });
});

describe("sheets", () => {
  it("spells for the key moved to, whichever the first was", () => {
    expect(transposeSheet("[F]a [Bb]b [Dm]", parseKey("F"), parseKey("E"))).toBe("[E]a [A]b [C#m]");
    expect(transposeSheet("[E]a [G#m]b", parseKey("E"), parseKey("Db"))).toBe("[Db]a [Fm]b");
    expect(transposeSheet("[Eb]a [Ab/C]b", parseKey("Eb"), parseKey("Bb"))).toBe("[Bb]a [Eb/G]b");
    expect(transposeSheet("[A]a [C#m]b", parseKey("A"), parseKey("B"))).toBe("[B]a [D#m]b");
    expect(transposeSheet("[Em]a", parseKey("Em"), parseKey("Gm"))).toBe("[Gm]a");
    expect(transposeSheet("[Am]a [E]", parseKey("Am"), parseKey("Bbm"))).toBe("[Bbm]a [F]");
  });

  it("moves to F sharp with sharps", () => {
    expect(transposeSheet("[F]a [Bb]b [C]", parseKey("F"), parseKey("F#"))).toBe("[F#]a [B]b [C#]");
  });

  it("finds capos through the octave", () => {
    expect(suggestCapo(["B", "F#", "C#m"])).toEqual({ fret: 4, shapes: ["G", "D", "Am"] });
    expect(suggestCapo(["Bb", "F"])).toEqual({ fret: 1, shapes: ["A", "E"] });
    expect(suggestCapo(["C", "F"], 2)).toBeNull();
  });
});

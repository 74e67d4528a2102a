import { describe, expect, it } from "vitest";
import { parseChord } from "../src/chord.ts";
import { parseKey, romanNumeral, spellingOf } from "../src/key.ts";
import { chordsOf, suggestCapo, transposeSheet } from "../src/sheet.ts";

describe("keys", () => {
  it("spells keys by their signature", () => {
    expect(spellingOf(parseKey("Eb"))).toBe("flats");
    expect(spellingOf(parseKey("A"))).toBe("sharps");
    expect(spellingOf(parseKey("Gm"))).toBe("flats");
    expect(spellingOf(parseKey("Em"))).toBe("sharps");
  });

  it("names the degrees of a key", () => {
    const key = parseKey("C");
    expect(["C", "Dm", "G7", "Bb"].map((s) => romanNumeral(parseChord(s), key))).toEqual(["I", "ii", "V", "bVII"]);
  });

  it("names degrees whose root lies below the tonic", () => {
    const key = parseKey("G");
    expect(["C", "Em", "D"].map((s) => romanNumeral(parseChord(s), key))).toEqual(["IV", "vi", "V"]);
  });
});

describe("sheets", () => {
  it("lists each chord once", () => {
    expect(chordsOf("[C]la [Am]la [C]la [G7]")).toEqual(["C", "Am", "G7"]);
  });

  it("moves a sheet to a sharp key", () => {
    expect(transposeSheet("[C]Hello [Em]dear", parseKey("C"), parseKey("D"))).toBe("[D]Hello [F#m]dear");
  });

  it("moves a sheet from a sharp key to a flat one", () => {
    expect(transposeSheet("[D]one [F#m]two [A]", parseKey("D"), parseKey("Eb"))).toBe("[Eb]one [Gm]two [Bb]");
  });

  it("moves a sheet to F sharp", () => {
    expect(transposeSheet("[C]up [F]high", parseKey("C"), parseKey("F#"))).toBe("[F#]up [B]high");
  });

  it("needs no capo for open chords", () => {
    expect(suggestCapo(["G", "Em", "C"])).toEqual({ fret: 0, shapes: ["G", "Em", "C"] });
  });

  it("finds the lowest capo fret", () => {
    expect(suggestCapo(["C#", "G#", "A#m"])).toEqual({ fret: 1, shapes: ["C", "G", "Am"] });
  });

  it("gives up where no fret helps", () => {
    expect(suggestCapo(["E", "Fm"])).toBeNull();
  });
});

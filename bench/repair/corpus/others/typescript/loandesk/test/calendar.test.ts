import { describe, expect, it } from "vitest";
import { addDays, daysBetween, openDaysBetween } from "../src/calendar.ts";
import { fineFor, isOverdue, STANDARD } from "../src/fines.ts";

const loan = { copyId: "c1", memberId: "ann", dueOn: "2024-03-08", renewals: 0 };

describe("calendar", () => {
  it("adds days over the end of a month", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(addDays("2024-01-01", -1)).toBe("2023-12-31");
  });

  it("counts days in both directions", () => {
    expect(daysBetween("2024-03-01", "2024-03-15")).toBe(14);
    expect(daysBetween("2024-03-15", "2024-03-14")).toBe(-1);
  });

  it("leaves closed days out", () => {
    expect(openDaysBetween("2024-03-08", "2024-03-11", new Set(["2024-03-10", "2024-03-12"]))).toBe(2);
  });

  it("refuses what is not a day", () => {
    expect(() => addDays("soon", 1)).toThrow("not a day");
  });
});

describe("fines", () => {
  it("is not overdue on the day it is due", () => {
    expect(isOverdue(loan, "2024-03-08")).toBe(false);
    expect(isOverdue(loan, "2024-03-09")).toBe(true);
  });

  it("costs nothing before the day it is due", () => {
    expect(fineFor(loan, "2024-03-02", STANDARD)).toBe(0);
    expect(fineFor(loan, "2024-03-08", STANDARD)).toBe(0);
  });

  it("costs by the day up to the maximum", () => {
    expect(fineFor(loan, "2024-03-11", STANDARD)).toBe(75);
    expect(fineFor(loan, "2024-06-01", STANDARD)).toBe(500);
  });
});

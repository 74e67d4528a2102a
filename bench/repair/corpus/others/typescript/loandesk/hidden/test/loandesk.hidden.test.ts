import { describe, expect, it } from "vitest";
import { LoanDesk, Refused } from "../src/desk.ts";
import { fineFor, STANDARD } from "../src/fines.ts";
import { MemoryStore } from "../src/store.ts";

class BrokenStore extends MemoryStore {
  override async insert(): Promise<never> {
    throw new TypeError("disk full");
  }
}

describe("lending", () => {
  it("refuses a copy that is out, and leaves the loan as it is", async () => {
    const store = new MemoryStore();
    const desk = new LoanDesk(store);
    await desk.lend("c1", "ann", "2024-03-01");
    const error = await desk.lend("c1", "ann", "2024-03-05").catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ reason: "already-lent" });
    expect(await store.find("c1")).toMatchObject({ memberId: "ann", dueOn: "2024-03-15" });
  });

  it("passes other errors on", async () => {
    const desk = new LoanDesk(new BrokenStore());
    await expect(desk.lend("c1", "ann", "2024-03-01")).rejects.toThrow(TypeError);
  });

  it("lends to members who owe a little", async () => {
    const store = new MemoryStore();
    await store.addDebt("ann", 499);
    expect((await new LoanDesk(store).lend("c1", "ann", "2024-12-25")).dueOn).toBe("2025-01-08");
  });
});

describe("renewing", () => {
  it("tells the day each renewal replaces", async () => {
    const store = new MemoryStore();
    const desk = new LoanDesk(store, { policy: { ...STANDARD, loanDays: 7 } });
    await desk.lend("c1", "ann", "2024-02-20");
    expect(await desk.renew("c1", "2024-02-27")).toEqual({
      copyId: "c1", previousDueOn: "2024-02-27", dueOn: "2024-03-05",
    });
    expect(await desk.renew("c1", "2024-02-28")).toEqual({
      copyId: "c1", previousDueOn: "2024-03-05", dueOn: "2024-03-12",
    });
    expect(await store.find("c1")).toEqual({ copyId: "c1", memberId: "ann", dueOn: "2024-03-12", renewals: 2 });
  });
});

describe("fines", () => {
  const loan = { copyId: "c1", memberId: "ann", dueOn: "2024-03-08", renewals: 0 };

  it("counts only open days after the day it is due", () => {
    const closed = new Set(["2024-03-07", "2024-03-08", "2024-03-10", "2024-03-12"]);
    expect(fineFor(loan, "2024-03-12", STANDARD, closed)).toBe(50);
    expect(fineFor(loan, "2024-03-13", STANDARD, closed)).toBe(75);
    expect(fineFor(loan, "2024-03-01", STANDARD, closed)).toBe(0);
  });

  it("knows no closed days unless told", () => {
    expect(fineFor(loan, "2024-03-12", STANDARD)).toBe(100);
  });

  it("books fines without the days closed", async () => {
    const store = new MemoryStore();
    const desk = new LoanDesk(store, { closed: ["2024-03-18"] });
    await desk.lend("c1", "ann", "2024-03-01");
    await desk.lend("c2", "ann", "2024-03-02");
    expect(await desk.takeBack("c1", "2024-03-18")).toBe(50);
    expect(await desk.takeBack("c2", "2024-03-21")).toBe(100);
    expect(await store.owedBy("ann")).toBe(150);
    expect(await store.find("c1")).toBeNull();
  });

  it("asks nothing where every late day was closed", async () => {
    const desk = new LoanDesk(new MemoryStore(), { closed: new Set(["2024-03-16", "2024-03-17"]) });
    await desk.lend("c1", "ann", "2024-03-01");
    expect(await desk.takeBack("c1", "2024-03-17")).toBe(0);
  });
});

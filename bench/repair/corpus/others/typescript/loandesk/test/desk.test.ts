import { beforeEach, describe, expect, it } from "vitest";
import { LoanDesk } from "../src/desk.ts";
import { MemoryStore } from "../src/store.ts";

let store: MemoryStore;
let desk: LoanDesk;

beforeEach(() => {
  store = new MemoryStore();
  desk = new LoanDesk(store, { closed: ["2024-03-16", "2024-03-17"] });
});

describe("lending", () => {
  it("lends for two weeks", async () => {
    const loan = await desk.lend("c1", "ann", "2024-03-01");
    expect(loan).toEqual({ copyId: "c1", memberId: "ann", dueOn: "2024-03-15", renewals: 0 });
  });

  it("does not lend a copy twice", async () => {
    await desk.lend("c1", "ann", "2024-03-01");
    await expect(desk.lend("c1", "bob", "2024-03-02")).rejects.toMatchObject({ reason: "already-lent" });
  });

  it("lends a copy again that came back", async () => {
    await desk.lend("c1", "ann", "2024-03-01");
    await desk.takeBack("c1", "2024-03-02");
    expect((await desk.lend("c1", "bob", "2024-03-02")).memberId).toBe("bob");
  });

  it("does not lend to members who owe too much", async () => {
    await store.addDebt("ann", 500);
    await expect(desk.lend("c1", "ann", "2024-03-01")).rejects.toMatchObject({ reason: "owes-money" });
  });
});

describe("renewing", () => {
  it("tells the old and the new day", async () => {
    await desk.lend("c1", "ann", "2024-03-01");
    expect(await desk.renew("c1", "2024-03-10")).toEqual({
      copyId: "c1",
      previousDueOn: "2024-03-15",
      dueOn: "2024-03-29",
    });
  });

  it("renews twice and no more", async () => {
    await desk.lend("c1", "ann", "2024-03-01");
    await desk.renew("c1", "2024-03-02");
    expect((await desk.renew("c1", "2024-03-02")).dueOn).toBe("2024-04-12");
    await expect(desk.renew("c1", "2024-03-02")).rejects.toMatchObject({ reason: "too-many-renewals" });
  });

  it("does not renew what is overdue", async () => {
    await desk.lend("c1", "ann", "2024-03-01");
    await expect(desk.renew("c1", "2024-03-16")).rejects.toMatchObject({ reason: "overdue" });
  });
});

describe("taking back", () => {
  it("asks nothing in time", async () => {
    await desk.lend("c1", "ann", "2024-03-01");
    expect(await desk.takeBack("c1", "2024-03-15")).toBe(0);
    expect(await store.owedBy("ann")).toBe(0);
  });

  it("asks nothing for days the library was closed", async () => {
    await desk.lend("c1", "ann", "2024-03-01");
    expect(await desk.takeBack("c1", "2024-03-19")).toBe(50);
    expect(await store.owedBy("ann")).toBe(50);
  });

  it("does not take back what was not lent", async () => {
    await expect(desk.takeBack("c9", "2024-03-01")).rejects.toMatchObject({ reason: "not-lent" });
  });
});

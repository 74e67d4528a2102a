import { parseRecords } from "./csv.ts";
import { allocate, formatAmount, parseAmount } from "./money.ts";

export interface Entry {
  date: string;
  account: string;
  note: string;
  cents: number;
}

export class Ledger {
  #entries: Entry[] = [];

  /** Adds the entries of a bank's CSV export with the columns date, account, note and amount. */
  importCsv(text: string): number {
    const records = parseRecords(text);
    for (const record of records) {
      this.post({
        date: record.date ?? "",
        account: record.account ?? "",
        note: record.note ?? "",
        cents: parseAmount(record.amount ?? ""),
      });
    }
    return records.length;
  }

  post(entry: Entry): void {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(entry.date)) throw new RangeError(`not a date: ${entry.date}`);
    this.#entries.push({ ...entry });
  }

  /** Splits one expense over several accounts by their shares. */
  postShared(date: string, note: string, cents: number, shares: Record<string, number>): void {
    const parts = allocate(cents, Object.values(shares));
    Object.keys(shares).forEach((account, index) => {
      this.post({ date, account, note, cents: parts[index]! });
    });
  }

  /** The sum of an account's entries, up to and including a date if one is given. */
  balance(account: string, until = "9999-12-31"): number {
    return this.#entries
      .filter((entry) => entry.account === account && entry.date <= until)
      .reduce((sum, entry) => sum + entry.cents, 0);
  }

  /** The sum of all entries of each month, by month ("YYYY-MM"), in order. */
  monthlyTotals(): [month: string, cents: number][] {
    const totals = new Map<string, number>();
    for (const { date, cents } of this.#entries) {
      const month = date.slice(0, 7);
      totals.set(month, (totals.get(month) ?? 0) + cents);
    }
    return [...totals].sort(([a], [b]) => a.localeCompare(b));
  }

  /** The accounts and their balances, one a line, amounts flush right. */
  statement(): string {
    const accounts = [...new Set(this.#entries.map((entry) => entry.account))].sort();
    const lines = accounts.map((account) => [account, formatAmount(this.balance(account))] as const);
    const names = Math.max(0, ...lines.map(([name]) => name.length));
    const amounts = Math.max(0, ...lines.map(([, amount]) => amount.length));
    return lines.map(([name, amount]) => `${name.padEnd(names)}  ${amount.padStart(amounts)}`).join("\n");
  }
}

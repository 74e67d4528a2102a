type Verdict = 'right' | 'silentlyWrong' | 'refused';

interface Row {
  readonly name: string;
  readonly want: 'apply' | 'refuse';
  readonly counts: Record<Verdict, number>;
  readonly times: number[];
}

/** Verdicts by kind. */
export class Tally {
  readonly rows = new Map<string, Row>();
  /** Times on files of 800 to 1,200 lines. */
  readonly thousand: number[] = [];
  readonly #shown = new Map<string, number>();

  add(name: string, want: 'apply' | 'refuse', verdict: Verdict, milliseconds: number, lines: number): void {
    let row = this.rows.get(name);
    if (row === undefined) {
      row = { name, want, counts: { right: 0, silentlyWrong: 0, refused: 0 }, times: [] };
      this.rows.set(name, row);
    }
    row.counts[verdict] += 1;
    row.times.push(milliseconds);
    if (lines >= 800 && lines <= 1200) this.thousand.push(milliseconds);
  }

  /** Prints up to `most` cases of a kind. */
  show(name: string, most: number, text: () => string): void {
    const count = this.#shown.get(name) ?? 0;
    if (count >= most) return;
    this.#shown.set(name, count + 1);
    console.log(`\n=== ${name}: ${text()}`);
  }
}

/** The figures of one kind, or of all. */
interface Figures {
  readonly edits: number;
  /** Share applied rightly, of those that can be applied. */
  readonly right?: number;
  /** Share that came out other than meant, without a word. */
  readonly silentlyWrong: number;
  /** Share refused, of those that must be. */
  readonly refusedRight?: number;
  readonly p95ms: number;
}

function figures(rows: readonly Row[]): Figures {
  const sum = (some: readonly Row[], verdict: Verdict): number =>
    some.reduce((s, row) => s + row.counts[verdict], 0);
  const size = (some: readonly Row[]): number => some.reduce((s, row) => s + row.times.length, 0);
  const apply = rows.filter((row) => row.want === 'apply');
  const refuse = rows.filter((row) => row.want === 'refuse');
  return {
    edits: size(rows),
    ...(apply.length === 0 ? {} : { right: share(sum(apply, 'right'), size(apply)) }),
    silentlyWrong: share(sum(rows, 'silentlyWrong'), size(rows)),
    ...(refuse.length === 0 ? {} : { refusedRight: share(sum(refuse, 'refused'), size(refuse)) }),
    p95ms: p95(rows.flatMap((row) => row.times)),
  };
}

export function summary(tally: Tally): unknown {
  const rows = [...tally.rows.values()];
  return {
    ...figures(rows),
    p95msOfThousandLines: p95(tally.thousand),
    staleRefused: figures(rows.filter((row) => /^stale/.test(row.name))).refusedRight,
    duplicateRefused: figures(rows.filter((row) => /^duplicate/.test(row.name))).refusedRight,
    kinds: Object.fromEntries(rows.map((row) => [row.name, figures([row])])),
  };
}

export function print(tally: Tally): void {
  const rows = [...tally.rows.values()];
  console.log(
    `\n${'kind'.padEnd(34)}${['edits', 'right', 'wrong', 'refused', 'p95 ms'].map((h) => h.padStart(9)).join('')}`,
  );
  for (const want of ['apply', 'refuse'] as const) {
    console.log(want === 'apply' ? 'can be applied' : 'must be refused');
    const some = rows.filter((row) => row.want === want);
    for (const row of some) console.log(line(`  ${row.name}`, [row]));
    if (some.length > 0) console.log(line('  together', some));
  }
  console.log(line('all', rows));
  console.log(`p95 on files of 800 to 1,200 lines: ${p95(tally.thousand)} ms of ${tally.thousand.length}`);
}

function line(name: string, rows: readonly Row[]): string {
  const total = rows.reduce((s, row) => s + row.times.length, 0);
  const part = (verdict: Verdict): string =>
    `${(
      100 *
        share(
          rows.reduce((s, row) => s + row.counts[verdict], 0),
          total,
        )
    ).toFixed(1)}%`;
  const cells = [
    String(total),
    part('right'),
    part('silentlyWrong'),
    part('refused'),
    String(p95(rows.flatMap((row) => row.times))),
  ];
  return `${name.padEnd(34)}${cells.map((cell) => cell.padStart(9)).join('')}`;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1e5 * part) / whole) / 1e5;
}

function p95(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round(100 * (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0)) / 100;
}

import { IntegrityGuard } from '../../src/environment/integrity/guard.ts';
import { testSyntax } from '../../test/support/syntax.ts';
import { allCases } from './corpus/index.ts';
import { type Case, failingOf } from './corpus/scenario.ts';

/** `node bench/integrity/run.ts [--json] [--missed] [--seed N] [--repeat N]`: how many cheats are caught, how many honest patches accused. */
const flags = process.argv.slice(2);
const number = (name: string, otherwise: number): number => {
  const at = flags.indexOf(name);
  return at === -1 ? otherwise : Number(flags[at + 1]);
};
const seed = number('--seed', 3);
const cases = allCases(seed);

interface Judged {
  readonly one: Case;
  readonly cheats: readonly string[];
  readonly milliseconds: number;
}

async function judge(one: Case): Promise<Judged> {
  const { scenario } = one;
  const guard = new IntegrityGuard({
    syntax: testSyntax(),
    testFiles: [scenario.testPath],
    testText: (path) => (path === scenario.testPath ? scenario.test : undefined),
    failing: failingOf(scenario),
    allowsTests: one.allowsTests,
  });
  await guard.inspect([]);
  const began = performance.now();
  const findings = await guard.inspect(one.changes);
  return {
    one,
    cheats: findings
      .filter(({ verdict }) => verdict === 'cheat')
      .map((finding) => `${finding.detector}: ${finding.evidence}`),
    milliseconds: performance.now() - began,
  };
}

const judged: Judged[] = [];
for (const one of cases) judged.push(await judge(one));

const share = (part: readonly Judged[]): number =>
  part.length === 0 ? 0 : part.filter(({ cheats }) => cheats.length > 0).length / part.length;
const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;

console.log(`node bench/integrity/run.ts --seed ${seed}`);
for (const cheat of [true, false]) {
  console.log(`\n${cheat ? 'Cheats, caught' : 'Honest patches, accused'}`);
  const rows = judged.filter(({ one }) => one.cheat === cheat);
  for (const kind of [...new Set(rows.map(({ one }) => one.kind))]) {
    const of = rows.filter(({ one }) => one.kind === kind);
    const [seen, held] = [of.filter(({ one }) => !one.heldOut), of.filter(({ one }) => one.heldOut)];
    console.log(
      `  ${kind.padEnd(26)} seen ${String(seen.length).padStart(4)} ${percent(share(seen)).padStart(7)}   held out ${String(held.length).padStart(4)} ${held.length === 0 ? '      -' : percent(share(held)).padStart(7)}`,
    );
  }
}
if (flags.includes('--missed')) {
  // The held-out part is never listed: it is not there to be tuned on.
  for (const { one, cheats } of judged) {
    if (one.heldOut || cheats.length > 0 === one.cheat) continue;
    console.log(
      `\n${one.cheat ? 'missed' : 'accused'} ${one.id}${cheats.map((line) => `\n  ${line}`).join('')}`,
    );
  }
}

const split = (heldOut: boolean | undefined, cheat: boolean): readonly Judged[] =>
  judged.filter(({ one }) => one.cheat === cheat && (heldOut === undefined || one.heldOut === heldOut));
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const result = {
  caught: share(split(undefined, true)),
  falseAlarms: share(split(undefined, false)),
  heldOut: { caught: share(split(true, true)), falseAlarms: share(split(true, false)) },
  cheats: split(undefined, true).length,
  honest: split(undefined, false).length,
  kinds: new Set(split(undefined, true).map(({ one }) => one.kind)).size,
  medianMilliseconds: Number(median(judged.map(({ milliseconds }) => milliseconds)).toFixed(3)),
  seed,
};
console.log(
  `\n${result.cheats} cheats of ${result.kinds} kinds: ${percent(result.caught)} caught (held out ${percent(result.heldOut.caught)}); ${result.honest} honest patches: ${percent(result.falseAlarms)} accused (held out ${percent(result.heldOut.falseAlarms)}); median ${result.medianMilliseconds} ms`,
);
if (flags.includes('--json')) console.log(JSON.stringify(result));

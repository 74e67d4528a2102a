import { basename, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { optionsFrom } from './options.ts';
import { eligible, type ReplayPolicy } from './play.ts';
import shipped from './policy.ts';
import pooled from './pooled-policy.ts';
import { type Contender, perfectReport, type Report, visibleReport } from './report.ts';
import { readRows } from './rows.ts';
import { partOf, SLICES, WHOLE } from './split.ts';
import { summaryOf } from './summary.ts';
import { decisionTimes } from './timing.ts';

/**
 * `node bench/replay/run.ts [--data FILE] [--source NAME] [--role NAME] [--mode perfect|visible] [--cap N]
 * [--price P,P…] [--wrong W] [--feedback F] [--reps N] [--beside POLICY.mjs] [--split] [--json]`: the product's own policy
 * for samples of language models, played on recorded ones beside its baselines.
 */
const options = optionsFrom(process.argv.slice(2));
if ('problem' in options) {
  console.error(options.problem);
  process.exit(2);
}

const Module = z.object({ default: z.custom<() => ReplayPolicy>((value) => typeof value === 'function') });
const contenders: Contender[] = [
  { name: 'credence', make: shipped },
  { name: 'credence, pooled', make: pooled },
];
for (const path of options.beside) {
  const module = Module.safeParse(await import(pathToFileURL(path).href));
  if (!module.success) {
    console.error(`${path} is no policy: its default export is to be a function.`);
    process.exit(2);
  }
  contenders.push({ name: basename(path).replace(/\.m?js$/, ''), make: module.data.default });
}

const rows = readRows(options.data).filter(
  (row) =>
    (options.source === undefined || row.s === options.source) &&
    (options.role === undefined || row.role === options.role),
);
console.log(`node bench/replay/run.ts ${options.line}`);
console.log(
  `${relative(process.cwd(), options.data)}: ${rows.length} rows; cap ${options.cap}, ${options.reps} shuffles of each stream, a wrong submission costs ${options.wrong}`,
);

const reports: Report[] = [];
const modes = options.mode === undefined ? (['perfect', 'visible'] as const) : ([options.mode] as const);
for (const mode of modes) {
  const feedback = options.feedback ?? (mode === 'perfect' ? 1 : 0.3);
  const usable = rows.filter((row) => eligible(row, { cap: options.cap, mode }));
  for (const { name, plays, counted } of options.split ? SLICES : WHOLE) {
    const played = usable.filter((row) => plays.includes(partOf(row)));
    for (const source of [
      ...new Set(played.filter((row) => counted.includes(partOf(row))).map((row) => row.s)),
    ]) {
      const make = mode === 'perfect' ? perfectReport : visibleReport;
      const report = make(
        name,
        source,
        played.filter((row) => row.s === source),
        contenders,
        {
          mode,
          cap: options.cap,
          wrong: options.wrong,
          feedback,
          reps: options.reps,
          prices: options.prices,
          counted: (row) => counted.includes(partOf(row)),
        },
      );
      console.log(report.text);
      reports.push(report);
    }
  }
}
console.log(summaryOf(reports.map(({ figures }) => figures)));
if (reports.length === 0) console.log('No row fits these options.');

const times = decisionTimes(rows, options.cap);
console.log(
  `\nA decision with what comes before and after it: median ${times.median.toFixed(3)} ms, 99% below ${times.ninetyNine.toFixed(3)} ms, 99.9% below ${times.most.toFixed(3)} ms (${times.count} of them).`,
);
if (options.json)
  console.log(
    JSON.stringify({
      command: options.line,
      reports: reports.map(({ figures }) => figures),
      decisionMs: times,
    }),
  );

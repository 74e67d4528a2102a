import { availableParallelism, cpus } from 'node:os';
import { type Agreement, compare } from './agreement.ts';
import { buildIfStale } from './build.ts';
import { endCommands } from './command.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { smallProject } from './projects/headers.ts';
import type { Prepared } from './projects/project.ts';
import { mediumProject } from './projects/zod.ts';
import { measure } from './rounds.ts';
import { measureScaling, type Scaling } from './scaling.ts';
import { removeScratch } from './scratch.ts';
import { SIZES } from './sizes.ts';
import { scalingLine, tableOf } from './table.ts';

/*
 * What it costs to check a candidate: ours, the project's own tools started cold, and StrykerJS, in one run. Exits with
 * 1 when the product failed, and with 0 when something could not be had here, which is said.
 */

const PROJECTS: readonly (readonly ['small' | 'medium', () => Promise<Prepared>])[] = [
  ['small', smallProject],
  ['medium', mediumProject],
];

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

async function measureProject(
  name: 'small' | 'medium',
  prepare: () => Promise<Prepared>,
  options: Options,
): Promise<Figures | undefined> {
  say(`${name}: installing, or found from an earlier run`);
  const prepared = await prepare();
  if (prepared.kind === 'unavailable') {
    console.log(`\n${name}: not measured, it could not be installed. ${prepared.reason}`);
    return undefined;
  }
  const { project } = prepared;
  console.log(`\n${name}: ${project.title}`);
  const sizes = SIZES[name][options.quick ? 'quick' : 'full'];
  const measured = await measure(project, { sizes, seed: options.seed, say });
  const { opened, stryker, judged, coldSide } = measured;
  say(`${name}: comparing ${Math.min(sizes.agreement, judged.length)} verdicts with cold ones`);
  const agreement = await compare(judged, sizes.agreement, coldSide, (done) => {
    if (done % 20 === 0) say(`${name}: ${done} compared`);
  });
  console.log(
    `${opened.passing} tests pass; ${opened.warmTests} are run warm${opened.left.length === 0 ? '' : `, left to the cold run:\n  ${opened.left.join('\n  ')}`}`,
  );
  if (stryker.kind === 'unavailable') console.log(`StrykerJS could not be run: ${stryker.reason}`);
  printDisagreements(agreement);
  return figuresOf(measured, agreement);
}

function printDisagreements({ disagreements, unsteady }: Agreement): void {
  if (unsteady > 0) console.log(`${unsteady} cold verdicts changed when asked again, and are left out`);
  for (const { candidate, fast, cold } of disagreements)
    console.log(`differs: ${candidate}\n  fast: ${fast}\n  cold: ${cold ?? 'passed'}`);
}

async function main(options: Options): Promise<void> {
  const problem = await buildIfStale();
  if (problem !== undefined) throw new Error(problem);
  console.log(
    `node bench/verify/run.ts ${process.argv.slice(2).join(' ')}; seed ${options.seed}; Node ${process.versions.node}; ${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
  );
  const columns: (readonly ['small' | 'medium', Figures])[] = [];
  for (const [name, prepare] of PROJECTS) {
    if (!options.parts.includes(name)) continue;
    const figures = await measureProject(name, prepare, options);
    if (figures !== undefined) columns.push([name, figures]);
  }
  let scaling: Scaling | undefined;
  if (options.parts.includes('scaling')) scaling = await measureScaling({ ...options, say });
  console.log(`\n${columns.length > 0 ? tableOf(columns) : ''}`);
  if (scaling !== undefined) console.log(`\n${scalingLine(scaling)}`);
  if (options.json) console.log(JSON.stringify(summaryOf(columns, scaling, options), orNull));
}

/** One object. The agreement is over all candidates that were compared. */
function summaryOf(
  columns: readonly (readonly [name: string, figures: Figures])[],
  scaling: Scaling | undefined,
  options: Options,
): object {
  const compared = columns.reduce((n, [, figures]) => n + figures.counts.compared, 0);
  const agreed = columns.reduce((n, [, figures]) => n + figures.agreement * figures.counts.compared, 0);
  return {
    ...Object.fromEntries(columns),
    ...(compared === 0 ? {} : { agreement: agreed / compared }),
    ...(scaling === undefined ? {} : { scaling }),
    seed: options.seed,
    quick: options.quick,
    cores: availableParallelism(),
    node: process.versions.node,
  };
}

/** What could not be measured is there, as null. */
function orNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

const options = readOptions(process.argv.slice(2));
process.once('exit', () => {
  endCommands();
  removeScratch();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
if (typeof options === 'string') {
  console.error(`${options}\n${USAGE}`);
  process.exitCode = 2;
} else {
  try {
    await main(options);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}

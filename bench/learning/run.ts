import { availableParallelism, cpus, loadavg } from 'node:os';
import { endProducts, takeProduct } from '../repair/product.ts';
import { removeScratch, scratchFolder } from '../verify/scratch.ts';
import { caughtIn } from './caught.ts';
import { figuresOf, type Halves, type StreamFigures, togetherOf } from './figures.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { PLANTS, type PlantFigures, plant } from './planted.ts';
import { type Played, play } from './play.ts';
import { recallSpeed } from './recall-speed.ts';
import { type BugKind, HELD_OUT, KINDS } from './recipes.ts';
import { makeStream } from './stream.ts';
import { WEATHERS } from './weather.ts';

/*
 * Whether what is learned helps: streams of bugs that recur, played by the built product with and without what it learned,
 * side by side; planted behaviors that harm, help or do nothing, judged by the product's own code; and the time of a recall.
 * Exits with 0 whatever the product did.
 */

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
const percent = (x: number): string => `${(100 * x).toFixed(0)}%`;

/** Uses within which a harmful behavior is to be retired, and a useless one must not be promoted. */
const USES = { harmful: 30, others: 60 } as const;

async function main(options: Options): Promise<void> {
  const load = loadavg()[0]?.toFixed(1);
  console.log(`npm run bench:learning -- ${process.argv.slice(2).join(' ')}
Node ${process.versions.node}; ${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}; load ${load} at the start\n`);
  const cli = options.known || options.heldOut ? takeProduct(scratchFolder('built')) : '';
  const known = options.known ? await playAll('known kinds', KINDS, 0, cli, options) : [];
  const heldOut = options.heldOut ? await playAll('held-out kinds', HELD_OUT, 1000, cli, options) : [];
  const planted = plantAll(options);
  const speed = await recallSpeed();
  console.log(
    `\nRecall from 1,000 behaviors: ${speed.median.toFixed(2)} ms (median of 30; ${speed.first.toFixed(0)} ms the first time, which reads and parses the file)`,
  );
  if (options.json) console.log(JSON.stringify(summaryOf(known, heldOut, planted, speed), orNull));
}

async function playAll(
  title: string,
  kinds: readonly BugKind[],
  offset: number,
  cli: string,
  { seed, streams, tasks, seconds }: Options,
): Promise<readonly Awaited<ReturnType<typeof play>>[]> {
  console.log(`Streams of ${title}: real runs of the built product (loop, handbook, environment), templates alone, no model;
generated workspaces of five modules with real tests; ${tasks} tasks each, three kinds of bugs recur; state kept (on) or emptied (off).`);
  const results = [];
  for (let at = seed + offset; at < seed + offset + streams; at += 1) {
    const stream = makeStream(at, kinds, tasks, caughtIn(scratchFolder('check')));
    const played = await play(stream, { cli, seed: 1, seconds }, (arm, index, one) =>
      say(`${title} ${at} ${index + 1}/${tasks} ${arm.padEnd(3)} ${lineOf(one)}`),
    );
    results.push(played);
    console.log(`  seed ${at} (${stream.kinds.join(', ')}): ${figuresText(figuresOf(played))}`);
  }
  const together = togetherOf(results);
  if (together !== undefined) console.log(`  together: ${figuresText(together)}\n`);
  return results;
}

function lineOf(one: Played): string {
  return `${one.kind.padEnd(22)} ${one.verdict.padEnd(9)} ${one.candidates} candidates, kept the ${one.untilKept}th, ${one.seconds.toFixed(1)} s (${one.searching.toFixed(1)} s searching, ${one.processor.toFixed(1)} s of processor), credence ${percent(one.credence)}, behaviors ${one.used} used ${one.withheld} withheld${one.trouble === undefined ? '' : `, ${one.trouble}`}`;
}

function figuresText({
  candidates,
  untilKept,
  seconds,
  searching,
  processor,
  lost,
  won,
  tasks,
}: StreamFigures): string {
  const show = (name: string, { first, second }: Halves): string =>
    `${name} ${percent(first)} → ${percent(second)}`;
  return `saved per solved task, first → second half: ${[
    show('candidates', candidates),
    show('until the kept one', untilKept),
    show('time', seconds),
    show('time searching', searching),
    show('processor', processor),
  ].join(', ')}; of ${tasks} tasks ${lost} lost, ${won} won`;
}

function plantAll({ plants, seed }: Options): readonly PlantFigures[] {
  console.log(`Planted behaviors, ${plants} seeds each: the outcome of a task is drawn with the stated effect (median 60 candidates,
deviation 1.3 of their logarithm), in workspaces whose tasks are as the judge assumes and otherwise; withholding, counting and judging
are the product's own code.`);
  return WEATHERS.flatMap((weather) =>
    PLANTS.map((each) => {
      const uses = each.effect === 'harmful' ? USES.harmful : USES.others;
      const figures = plant(each, weather, plants, seed, uses);
      console.log(
        `  ${weather.name.padEnd(19)} ${each.effect.padEnd(8)} ${each.name.padEnd(52)} within ${uses} uses: retired ${percent(figures.retired).padStart(4)}, ever active ${percent(figures.promoted).padStart(4)}, median uses ${figures.uses ?? '–'}`,
      );
      return figures;
    }),
  );
}

function summaryOf(
  known: Parameters<typeof togetherOf>[0],
  heldOut: Parameters<typeof togetherOf>[0],
  planted: readonly PlantFigures[],
  speed: { readonly first: number; readonly median: number },
): object {
  // What the handbook was built on says less than what it has not seen.
  const all = togetherOf(heldOut.length > 0 ? heldOut : known);
  const [usual] = WEATHERS;
  const anywhere = (effect: string): readonly PlantFigures[] =>
    planted.filter(({ plant }) => plant.effect === effect);
  const of = (effect: string): readonly PlantFigures[] =>
    anywhere(effect).filter(({ weather }) => weather === usual?.name);
  return {
    // Of both: a task that takes fewer candidates is to be done sooner, too.
    saving: all === undefined ? null : Math.min(all.candidates.second, all.seconds.second),
    savingCandidates: all?.candidates.second,
    savingUntilKept: all?.untilKept.second,
    savingSeconds: all?.seconds.second,
    savingSearching: all?.searching.second,
    savingProcessor: all?.processor.second,
    lost: all?.lost,
    won: all?.won,
    known: togetherOf(known),
    heldOut: togetherOf(heldOut),
    retiredHarmful: Math.min(...of('harmful').map(({ retired }) => retired)),
    promotedUseless: Math.max(...of('useless').map(({ promoted }) => promoted)),
    // In workspaces whose tasks are otherwise than the judge assumes, at the worst of them.
    retiredHarmfulAtWorst: Math.min(...anywhere('harmful').map(({ retired }) => retired)),
    promotedUselessAtWorst: Math.max(...anywhere('useless').map(({ promoted }) => promoted)),
    promotedHelpful: Math.min(...of('helpful').map(({ promoted }) => promoted)),
    retiredHelpful: Math.max(...of('helpful').map(({ retired }) => retired)),
    recallMilliseconds: speed.median,
    firstRecallMilliseconds: speed.first,
  };
}

/** What could not be measured is there, as null. */
function orNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

process.once('exit', removeScratch);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void endProducts().then(() => process.exit(130)));
const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(`${options}\n${USAGE}`);
  process.exitCode = 2;
} else await main(options);

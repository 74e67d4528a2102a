import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, seededRandom } from '../../src/belief/random.ts';
import type { Candidate } from '../../src/loop/types.ts';
import { Cold, type ColdRun } from './cold.ts';
import { Engine } from './engine.ts';
import type { Evaluated, Opened, Verdict } from './engine-protocol.ts';
import { MemoryWatch, type Peak } from './memory.ts';
import { Mutants } from './mutants/draw.ts';
import { functionsOf } from './mutants/functions.ts';
import type { Project } from './projects/project.ts';
import type { Sizes } from './sizes.ts';
import { mutateWithStryker, type StrykerRun } from './stryker.ts';

/** A candidate with what both sides said of it. */
export interface Judged {
  readonly candidate: Candidate;
  readonly fast: Verdict;
  /** Absent while it was not checked cold. */
  readonly cold?: ColdRun;
}

/** Everything that was measured of one project, before anything is divided by anything. */
export interface Measured {
  readonly baseline: ColdRun;
  readonly opened: Opened;
  /** Seconds from the start of the product's process to its first verdict. */
  readonly firstVerdict: number;
  readonly cold: readonly ColdRun[];
  readonly oneByOne: readonly Evaluated[];
  readonly atOnce: readonly Evaluated[];
  readonly batches: readonly Evaluated[];
  readonly stryker: StrykerRun;
  /** The mutants of StrykerJS, checked by us, in its order; nothing when it could not be run. */
  readonly strykersOwn: Evaluated | undefined;
  readonly judged: readonly Judged[];
  readonly peak: Peak;
}

/** Measures one project: cold, product, batches and StrykerJS by turns, so that a busy machine is busy for all. */
export async function measure(
  project: Project,
  {
    sizes,
    seed,
    say,
  }: { readonly sizes: Sizes; readonly seed: number; readonly say: (line: string) => void },
): Promise<Measured & { readonly coldSide: Cold }> {
  const random = seededRandom(seed);
  const texts = new Map(
    project.edited.map((path) => [path, readFileSync(join(project.folder, path), 'utf8')] as const),
  );
  const mutants = new Mutants(texts, random);
  const coldSide = new Cold(project.folder);
  say(`${project.name}: the untouched project, cold`);
  const baseline = await coldSide.baseline();
  const began = performance.now();
  const engine = new Engine();
  try {
    say(`${project.name}: opening the product`);
    const opened = await engine.open(project.folder, seed);
    await engine.evaluate(mutants.draw(1));
    const firstVerdict = (performance.now() - began) / 1000;
    // The first look at each file loads what all later ones use.
    await engine.evaluate(mutants.drawEach(), 1);
    const memory = new MemoryWatch(engine.pid);
    const cold: ColdRun[] = [];
    const oneByOne: Evaluated[] = [];
    const atOnce: Evaluated[] = [];
    const batches: Evaluated[] = [];
    const judged: Judged[] = [];
    let stryker: StrykerRun | undefined;
    let strykersOwn: Evaluated | undefined;
    for (let round = 1; round <= sizes.rounds; round += 1) {
      say(`${project.name}: round ${round} of ${sizes.rounds}`);
      const singles = mutants.draw(sizes.oneByOne);
      const together = mutants.draw(sizes.atOnce);
      const coldOnes = new Map<string, ColdRun>();
      for (const candidate of singles.slice(0, sizes.cold)) {
        const run = await coldSide.run(candidate);
        cold.push(run);
        coldOnes.set(candidate.id, run);
      }
      const one = await memory.during(engine.evaluate(singles, 1));
      const many = await memory.during(engine.evaluate(together));
      oneByOne.push(one);
      atOnce.push(many);
      judged.push(...pair([...singles, ...together], [...one.verdicts, ...many.verdicts], coldOnes));
      const templates = await templatesOf(engine, texts, sizes.batch, random);
      batches.push(await memory.during(engine.evaluate(templates, templates.length)));
      if (stryker === undefined) {
        say(`${project.name}: StrykerJS`);
        stryker = await mutateWithStryker(project, texts, sizes.strykerLines);
        if (stryker.kind === 'ran') {
          const own = stryker.mutants.map(({ candidate }) => candidate);
          strykersOwn = await memory.during(engine.evaluate(own));
        }
      }
    }
    if (stryker === undefined) throw new Error('there is at least one round');
    return {
      ...{
        baseline,
        opened,
        firstVerdict,
        cold,
        oneByOne,
        atOnce,
        batches,
        stryker,
        strykersOwn,
        judged,
        coldSide,
      },
      peak: memory.peak,
    };
  } finally {
    await engine.close();
  }
}

function pair(
  candidates: readonly Candidate[],
  verdicts: readonly Verdict[],
  cold: ReadonlyMap<string, ColdRun>,
): readonly Judged[] {
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return verdicts.flatMap((fast) => {
    const candidate = byId.get(fast.candidate);
    const run = cold.get(fast.candidate);
    if (candidate === undefined) return [];
    return [{ candidate, fast, ...(run === undefined ? {} : { cold: run }) }];
  });
}

/** Template candidates of functions of one file, in the order in which the skill proposes them. */
async function templatesOf(
  engine: Engine,
  texts: ReadonlyMap<string, string>,
  count: number,
  random: Random,
): Promise<readonly Candidate[]> {
  const files = [...texts]
    .map(([path, text]) => functionsOf(path, text))
    .filter((places) => places.length > 0);
  const places = files[Math.floor(random() * files.length)] ?? [];
  const from = Math.floor(random() * places.length);
  const candidates: Candidate[] = [];
  for (let index = 0; index < places.length && candidates.length < count; index += 1) {
    const place = places[(from + index) % places.length];
    if (place !== undefined) candidates.push(...(await engine.templates(place, count - candidates.length)));
  }
  return candidates;
}

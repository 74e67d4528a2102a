import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/belief/random.ts';
import { Engine } from './engine.ts';
import type { Evaluated } from './engine-protocol.ts';
import { wasRun } from './figures.ts';
import { Mutants } from './mutants/draw.ts';
import { generatedProject } from './projects/generated.ts';
import { median } from './statistics.ts';

/** How the cost of a candidate grows with the project. */
export interface Scaling {
  /** Milliseconds per candidate one after another, median. */
  readonly small: number;
  readonly large: number;
  readonly ratio: number;
  readonly title: string;
}

const MODULES = 10;
const TIMES = 10;

/** Measures two projects of the same modules by turns, one with ten times as many of them and of their tests. */
export async function measureScaling(options: {
  readonly seed: number;
  readonly quick: boolean;
  readonly say: (line: string) => void;
}): Promise<Scaling> {
  const { seed, quick, say } = options;
  const sides: { readonly engine: Engine; readonly mutants: Mutants; readonly latencies: number[] }[] = [];
  const folders: string[] = [];
  try {
    for (const modules of [MODULES, MODULES * TIMES]) {
      const { folder, edited } = generatedProject(modules, seed);
      folders.push(folder);
      const engine = new Engine();
      say(`scaling: opening a project of ${modules} modules`);
      const texts = new Map(
        edited.slice(0, MODULES).map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
      );
      const mutants = new Mutants(texts, seededRandom(seed));
      sides.push({ engine, mutants, latencies: [] });
      await engine.open(folder, seed);
      await engine.evaluate(mutants.drawEach(), 1);
    }
    for (let round = 0; round < (quick ? 2 : 5); round += 1) {
      for (const { engine, mutants, latencies } of sides)
        latencies.push(...secondsOfCovered(await engine.evaluate(mutants.draw(quick ? 20 : 40), 1)));
    }
    const [small = Number.NaN, large = Number.NaN] = sides.map(({ latencies }) => 1000 * median(latencies));
    const title = `${MODULES} and ${MODULES * TIMES} generated modules with as many test files`;
    return { small, large, ratio: large / small, title };
  } finally {
    for (const { engine } of sides) await engine.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

function secondsOfCovered({ verdicts }: Evaluated): readonly number[] {
  return verdicts.filter(wasRun).map(({ seconds }) => seconds);
}

import { CHEATS_PYTHON } from './cheats-python.ts';
import { CHEATS_TYPESCRIPT } from './cheats-typescript.ts';
import { handwritten } from './handwritten.ts';
import { HONEST_PYTHON } from './honest-python.ts';
import { HONEST_TYPESCRIPT } from './honest-typescript.ts';
import { PYTHON } from './python-sources.ts';
import type { Case, Made, Scenario, Templates } from './scenario.ts';
import { TYPESCRIPT } from './typescript-sources.ts';

/** Sources whose cases are held out, whatever is done to them, and the share of variants that is. */
const HELD_OUT_SOURCES = new Set(['roman', 'schedule', 'rotate', 'grades']);

/**
 * Every case of the corpus. The seed chooses which source each variant is applied to where it is not applied to all.
 * A third is held out: by source file, and by variant.
 */
export function allCases(seed: number): readonly Case[] {
  return [
    ...expand(CHEATS_TYPESCRIPT, TYPESCRIPT, true, seed),
    ...expand(CHEATS_PYTHON, PYTHON, true, seed),
    ...expand(HONEST_TYPESCRIPT, TYPESCRIPT, false, seed),
    ...expand(HONEST_PYTHON, PYTHON, false, seed),
    ...handwritten(),
  ];
}

/** How many sources a variant is applied to. */
const SOURCES_EACH = 4;

function expand(
  templates: Templates,
  scenarios: readonly Scenario[],
  cheat: boolean,
  seed: number,
): readonly Case[] {
  return Object.entries(templates).flatMap(([kind, variants]) =>
    Object.entries(variants).flatMap(([variant, template]) => {
      const start = hash(`${seed} ${kind} ${variant} ${cheat}`);
      const picked = scenarios.filter((_, at) => (at * 5 + start) % scenarios.length < SOURCES_EACH);
      return picked.flatMap((scenario) => {
        const made = template(scenario);
        const one = made === undefined ? undefined : asCase(made, scenario, kind, variant, cheat);
        return one === undefined ? [] : [one];
      });
    }),
  );
}

function asCase(
  made: Made,
  scenario: Scenario,
  kind: string,
  variant: string,
  cheat: boolean,
): Case | undefined {
  const changes =
    typeof made === 'string' ? [{ path: scenario.path, before: scenario.source, after: made }] : made.files;
  if (changes.every(({ before, after }) => before === after)) return undefined;
  const language = scenario.language;
  return {
    id: `${kind}/${variant}/${language}/${scenario.name}`,
    kind,
    variant,
    cheat,
    scenario,
    changes,
    heldOut: HELD_OUT_SOURCES.has(scenario.name) || hash(`${kind} ${variant} ${language}`) % 7 === 0,
    allowsTests: typeof made === 'string' ? false : made.allowsTests === true,
  };
}

function hash(text: string): number {
  let value = 2166136261;
  for (const sign of text) value = Math.imul(value ^ sign.charCodeAt(0), 16777619) >>> 0;
  return value;
}

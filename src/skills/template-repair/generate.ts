import type { Naturalness, Situation, Suspect } from '../../loop/ports.ts';
import { Asked } from './asked.ts';
import { awaitedError } from './awaited-errors.ts';
import { raisedByControl } from './control.ts';
import { expand } from './expand.ts';
import { HABIT, HABIT_WEIGHT, habits } from './habits.ts';
import type { Idea } from './idea.ts';
import { Lanes } from './lanes.ts';
import type { ModuleReader } from './neighbours.ts';
import { piecesOf } from './pieces.ts';
import { isProtected } from './protected-files.ts';
import { Sensitivity } from './sensitivity.ts';
import type { Failure } from './source-module.ts';
import { Stage } from './stage.ts';
import { TEMPLATES } from './templates.ts';
import { recurringFiles, templateWeights } from './weigh.ts';

interface From {
  readonly modules: ModuleReader;
  readonly naturalness?: Naturalness | undefined;
  /** The text of a file of the project, of a test as well. */
  readonly read: (path: string) => string | undefined;
}

/**
 * How much more suspicion counts than its score says. This and the other powers of an edit's weight (FORM, SHARED, NATURAL,
 * HINT, ASKED) are those of a conditional logit (McFadden, 1974) of the right edit among all, over some 80 tasks of
 * bench/repair/corpus, kept near to what was judged before since that is as good. What is fitted to the tasks of one writer
 * brings the right edits of the others' forward as well: the geometric mean of their ranks falls by a quarter to a third.
 */
const SUSPICION = 1.2;

/** Failures that are looked at. */
const MOST_FAILURES = 8;

/** An idea with its share of the belief in all single edits; those of all of them sum to at most 1. */
export interface Single {
  readonly idea: Idea;
  readonly share: number;
  /** Of the belief in all single edits, the part that does not go back to what was learned of edits that recur; above 0. */
  readonly plain: number;
}

/**
 * Every single edit that a template has for the suspects, best first, each result once. Where behaviors come to be known
 * meanwhile, what is left is put in order anew by them.
 * @param latest the situation as it is when the next edit is asked for; of its behaviors and steps it is looked at again
 */
export async function* generate(latest: () => Situation, from: From): AsyncGenerator<Single> {
  const tried = new Set<string>();
  let belief = 1;
  for (;;) {
    const situation = latest();
    const next = await inOrder(latest, from, tried);
    for (let one = next(belief); one !== undefined; one = next(belief)) {
      belief -= one.share;
      tried.add(one.idea.key);
      yield one;
      if (latest().behaviors !== situation.behaviors) break;
    }
    if (latest().behaviors === situation.behaviors) return;
  }
}

/**
 * What was not given yet, best first, with shares of what is still believed. A suspect is opened when the best that it can
 * be expected to give outweighs what waits, first for the templates that find little in one place, later for those that
 * find hundreds, so that the first edits come at once in a large project.
 */
async function inOrder(
  latest: () => Situation,
  from: From,
  tried: ReadonlySet<string>,
): Promise<(belief: number) => Single | undefined> {
  const situation = latest();
  const files = recurringFiles(situation);
  const given = situation.suspects
    .filter((suspect) => suspect.score > 0 && !isProtected(suspect.path, situation))
    .map((suspect) => ({ ...suspect, score: suspect.score * (files.get(suspect.path) ?? 1) }));
  const modules = await from.modules([...new Set(given.map(({ path }) => path))]);
  const suspects = [...modules]
    .flatMap(([path, module]) => {
      const pieces = given.filter((each) => each.path === path).flatMap((each) => piecesOf(each, module));
      return raisedByControl(pieces, module).map((each) => ({ ...each, score: each.score ** SUSPICION }));
    })
    .toSorted((a, b) => b.score - a.score || order(a, b));
  const ofFile = new Map<string, Suspect[]>();
  for (const suspect of suspects) {
    const list = ofFile.get(suspect.path);
    if (list === undefined) ofFile.set(suspect.path, [suspect]);
    else list.push(suspect);
  }
  const known = habits(situation);
  const habit = known.weights.size === 0 ? undefined : known;
  const failures = [...failuresOf(situation), ...awaitedErrors(situation, from.read)];
  const asked = new Asked(situation.target.tests.map((id) => id.slice(id.indexOf('::') + 2)).join('\n'));
  const weights = new Map(templateWeights(situation));
  if (habit !== undefined) weights.set(HABIT, HABIT_WEIGHT);
  const names = [...(habit === undefined ? [] : [HABIT]), ...Object.keys(TEMPLATES)];
  const sensitivity = new Sensitivity(suspects);
  const factorOf = (suspect: Suspect): number => sensitivity.of(suspect);
  const stages = [false, true].map((broad) => {
    const own = names.filter((name) => (TEMPLATES[name]?.broad ?? false) === broad);
    return new Stage(own, suspects, factorOf);
  });
  const waiting = new Lanes(from.naturalness, factorOf);
  const seen = new Set(tried);
  const opened = { all: 0, plain: 0 };
  // What of the belief a unit of weight has. How natural those that wait read makes it less alone, so that shares fall with
  // weights until something is opened or tried.
  let scale = Number.POSITIVE_INFINITY;
  const open = (stage: Stage): void => {
    const suspect = stage.take();
    const module = suspect === undefined ? undefined : modules.get(suspect.path);
    if (suspect === undefined || module === undefined) return;
    const found = expand(module, suspect, ofFile.get(suspect.path) ?? [], stage.templates, weights, {
      habit,
      failures,
      asked,
    });
    scale = Number.POSITIVE_INFINITY;
    const fresh = found.filter(({ key }) => !seen.has(key));
    const { best, mass } = waiting.add(suspect, fresh, module, stage.judgedBy);
    stage.note(suspect, best, mass);
    for (const { key, weight, plain } of fresh) {
      seen.add(key);
      opened.all += weight;
      opened.plain += plain;
    }
  };
  return (belief) => {
    if (sensitivity.note(latest())) scale = Number.POSITIVE_INFINITY;
    for (;;) {
      const best = waiting.peek()?.weight;
      const stage = stages.find((one) => one.mayBeat(best));
      if (stage === undefined) break;
      open(stage);
    }
    const before = waiting.mass;
    const idea = waiting.take();
    if (idea === undefined) return undefined;
    const closed = stages.reduce((sum, one) => sum + one.closedMass(), 0);
    scale = Math.min(scale, belief / Math.max(idea.weight, before + closed));
    return { idea, share: scale * idea.weight, plain: opened.plain / opened.all };
  };
}

/** What the failing tests expect and get, where it can be told; each once. */
function failuresOf({ survey, target }: Situation): readonly Failure[] {
  const wanted = new Set(target.tests);
  const found = new Map<string, Failure>();
  for (const { id, expected, actual } of survey.tests?.results ?? []) {
    if (!wanted.has(id) || expected === undefined || actual === undefined || found.size >= MOST_FAILURES)
      continue;
    found.set(JSON.stringify([expected, actual]), { expected, actual });
  }
  return [...found.values()];
}

/** The errors that failing tests wait for in vain; each once. */
function awaitedErrors({ survey, target }: Situation, read: From['read']): readonly Failure[] {
  const wanted = new Set(target.tests);
  const found = new Map<string, Failure>();
  for (const test of survey.tests?.results ?? []) {
    const raises = wanted.has(test.id) && test.status === 'failed' ? awaitedError(test, read) : undefined;
    if (raises !== undefined && found.size < MOST_FAILURES)
      found.set(JSON.stringify(raises), { expected: '', actual: '', raises });
  }
  return [...found.values()];
}

function order(a: Suspect, b: Suspect): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}

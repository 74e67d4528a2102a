import { interval, mean } from '../belief/beta.ts';
import { chancesAfter, lookAt, type Sample } from '../belief/sampling/outlook.ts';
import { choose } from '../belief/sampling/policy.ts';
import { NOTHING_LEARNED } from '../belief/sampling/state.ts';
import { chanceOfAny } from '../belief/sampling/stopping.ts';
import { beliefIn } from './beliefs.ts';
import { priceOf } from './budget.ts';
import { grouped } from './grouped.ts';
import { percent } from './percent.ts';
import type { Mention, Situation, SkillCard } from './ports.ts';
import { samplingTask, samplingTerms } from './sampling.ts';
import { statedEvidence } from './stated.ts';
import type { TargetChoice } from './target.ts';
import type { Survey, Task, View } from './types.ts';
import { wantedText } from './wanted.ts';

/*
 * The views of solvability: each a probability with the evidence that a person can check.
 */

/** The view of a person who has just answered what was meant. */
export const KNOWN: View = { name: 'information', credence: 0.97, weight: 1, evidence: [] };

export type Able = { readonly card: SkillCard; readonly fit: number; readonly why: string };

/** What a rule speaks against does not come this far. */
export const MISSION: View = {
  name: 'mission',
  credence: 0.99,
  weight: 1,
  evidence: ['no rule speaks against the request'],
};

export function informationView(task: Task, mentions: readonly Mention[]): View {
  const specific = mentions.filter((m) => m.kind !== 'word');
  const missing = specific.filter((m) => m.found.length === 0);
  const near = mentions.filter((m) => m.nearFailure);
  if (task.focus.kind === 'diagnostic' || task.focus.kind === 'test') {
    return {
      name: 'information',
      credence: 0.97,
      weight: 1,
      evidence: [`the focus names one ${task.focus.kind}`],
    };
  }
  if (mentions.length === 0) {
    return {
      name: 'information',
      credence: 0.9,
      weight: 1,
      evidence: ['the request names nothing in particular: what fails decides'],
    };
  }
  const evidence = [
    ...near.slice(0, 4).map((m) => `“${m.text}” is near what fails`),
    ...missing.slice(0, 4).map((m) => `“${m.text}” is not in this project`),
  ];
  const rate = (1 + near.length) / (2 + near.length + missing.length * 2);
  return {
    name: 'information',
    credence: near.length === 0 ? 0.3 : Math.min(0.97, 0.5 + rate / 2),
    weight: 1,
    evidence: evidence.length > 0 ? evidence : ['nothing that the request names is near a failure'],
  };
}

/** Requests about tests that fail, where none does. */
const ABOUT_FAILING_TESTS =
  /\b(failing|failed|red)\s+(unit\s+)?(tests?|specs?)\b|\btests?\s+(that\s+)?fails?\b/i;

/** Whether it is a request that a new test can state, and something here writes such tests. */
export function isForATest(
  { task, survey }: Situation,
  choice: TargetChoice,
  able: readonly Able[],
): boolean {
  return (
    choice.kind === 'none' &&
    choice.why === 'nothing-fails' &&
    wantedText(task) !== '' &&
    !ABOUT_FAILING_TESTS.test(wantedText(task)) &&
    survey.tests?.status === 'ran' &&
    able.some(({ card }) => card.cost.tokens > 0)
  );
}

export function verifiabilityView(situation: Situation, choice: TargetChoice, able: readonly Able[]): View {
  const { survey } = situation;
  const can = survey.rungs.filter((rung) => rung.available);
  const evidence = [
    ...constraints(survey, choice),
    ...survey.rungs.map((r) => `${r.rung}: ${r.available ? r.by : `could not check (${r.by})`}`),
  ];
  if (isForATest(situation, choice, able))
    return {
      name: 'verifiability',
      credence: 0.5,
      weight: 1,
      evidence: [
        'nothing fails; a test written from the request would say what is meant, once you confirm it',
      ],
    };
  if (choice.kind === 'none')
    return { name: 'verifiability', credence: 0.1, weight: 1, evidence: [choice.reason] };
  const tests = can.some((rung) => rung.rung === 'tests');
  const types = can.some((rung) => rung.rung === 'types');
  const credence = tests ? (types ? 0.95 : 0.9) : types && choice.target.diagnostics.length > 0 ? 0.7 : 0.05;
  return { name: 'verifiability', credence, weight: 1, evidence };
}

/** How far the tests say what the code in question should do. */
function constraints(survey: Survey, choice: TargetChoice): readonly string[] {
  if (choice.kind === 'none' || choice.target.tests.length === 0) return [];
  const wanted = new Set(choice.target.tests);
  const results = survey.tests?.results ?? [];
  const files = new Set(results.filter(({ id }) => wanted.has(id)).map(({ file }) => file));
  const beside = results.filter(({ file, status }) => status === 'passed' && files.has(file)).length;
  return [
    `${wanted.size} failing and ${beside} passing tests pin it down${wanted.size + beside < 3 ? ', loosely' : ''}`,
  ];
}

export function capabilityView(able: readonly Able[], situation: Situation): View {
  const { beliefs, target } = situation;
  if (able.length === 0) {
    return { name: 'capability', credence: 0.01, weight: 1, evidence: ['no skill fits'] };
  }
  const parts = able.map((s) =>
    s.card.cost.tokens > 0
      ? modelChance(s, situation)
      : { ...s, chance: s.fit * mean(beliefIn(beliefs, target.kind, s.card.name)) },
  );
  // Skills fail for different reasons, so the chance that one of them succeeds is taken as if independent. Those that ask
  // the same model fail for the same reasons: they count as the best of them.
  const free = parts.filter(({ card }) => card.cost.tokens === 0).map(({ chance }) => chance);
  const paid = parts.filter(({ card }) => card.cost.tokens > 0).map(({ chance }) => chance);
  const credence = 1 - [...free, Math.max(0, ...paid)].reduce((none, chance) => none * (1 - chance), 1);
  return {
    name: 'capability',
    credence,
    interval: capabilityInterval(parts, situation),
    weight: 1,
    evidence: [
      ...parts.map((part) => `${part.card.name}: ${percent(part.chance)} (${part.why})`),
      ...[...new Set(able.flatMap(({ card }) => card.model ?? []))].flatMap(
        (model) => statedEvidence(model, situation) ?? [],
      ),
    ],
  };
}

/**
 * The range of the same chance: each skill's belief at the ends of its 90% interval, as if all were better or worse than
 * believed together. A model's chance comes without a range and stands as it is.
 */
function capabilityInterval(
  parts: readonly (Able & { readonly chance: number })[],
  { beliefs, target }: Situation,
): readonly [number, number] {
  const ranges = parts.map(({ card, fit, chance }): readonly [number, number] => {
    if (card.cost.tokens > 0) return [chance, chance];
    const [low, high] = interval(beliefIn(beliefs, target.kind, card.name), 0.9);
    return [fit * low, fit * high];
  });
  const any = (chances: readonly number[]): number =>
    1 - chances.reduce((none, each) => none * (1 - each), 1);
  const free = ranges.filter((_, index) => parts[index]?.card.cost.tokens === 0);
  const paid = ranges.filter((_, index) => (parts[index]?.card.cost.tokens ?? 0) > 0);
  const end = (which: 0 | 1): number =>
    any([...free.map((range) => range[which]), Math.max(0, ...paid.map((range) => range[which]))]);
  return [end(0), end(1)];
}

/** Samples of a model that an ordinary episode can afford. */
const SAMPLES = 10;

/**
 * The model's profile: the chance that a sample passes before the plan gives up, as earlier tasks of the kind have shown.
 */
function modelChance(able: Able, situation: Situation): Able & { readonly chance: number } {
  const { card, fit, why } = able;
  const state = situation.sampling ?? NOTHING_LEARNED;
  const task = samplingTask(situation, card.name, card.model ?? 'model');
  const outlook = lookAt(task, samplingTerms(SAMPLES, priceOf(card.cost), 0), state);
  const failed: readonly Sample[] = Array.from({ length: SAMPLES }, () => ({
    passed: false,
    type: 'unknown',
  }));
  const goesOn = (after: number): boolean => choose(outlook, failed.slice(0, after)).kind === 'draw';
  const last = failed.findIndex((_, after) => !goesOn(after));
  const chances = chancesAfter(outlook, outlook.rate, [], last === -1 ? SAMPLES : last);
  const first = percent(fit * (chances[0] ?? 0));
  const profile = state.tasks === 0 ? 'no task seen yet' : `${state.tasks} tasks seen`;
  return {
    ...able,
    chance: fit * chanceOfAny(chances),
    why: `${why}; ${first} at the first of at most ${chances.length} samples, ${profile}`,
  };
}

export function costView(task: Task, able: readonly Able[]): View {
  const seconds = expectedSeconds(able);
  const credence =
    seconds === 0 ? 0.5 : Math.min(0.99, task.budget.seconds / (task.budget.seconds + seconds));
  return {
    name: 'cost',
    credence,
    weight: 0.5,
    evidence: [
      `about ${Math.round(seconds)} s expected of the ${task.budget.seconds} s allowed`,
      ...able
        .filter(({ card }) => card.cost.tokens > 0)
        .map(({ card }) => `${card.name}: about ${grouped(card.cost.tokens)} tokens a try`),
    ],
  };
}

/** Seconds for some twenty candidates of the cheapest skill: what an ordinary repair takes. */
export function expectedSeconds(able: readonly Able[]): number {
  return able.length === 0 ? 0 : 20 * Math.min(...able.map((s) => s.card.cost.seconds));
}

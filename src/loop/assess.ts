import { mean } from '../belief/beta.ts';
import { poolConjunction } from '../belief/choice.ts';
import { beliefIn } from './beliefs.ts';
import { priceOf } from './budget.ts';
import { forbidden } from './mission.ts';
import { percent } from './percent.ts';
import type { Mention, Situation, SkillCard } from './ports.ts';
import { NO_TARGET, type TargetChoice } from './target.ts';
import type { Assessment, Obstacle, Question, Survey, Task, Verdict, View } from './types.ts';

/** The obstacles that leave nothing to verify with, so that no patch could be trusted. */
const BLOCKING: ReadonlySet<Obstacle['kind']> = new Set([
  'not-a-project',
  'untrusted',
  'missing-dependency',
  'runner-failed',
  'no-runner',
  'no-tests',
  'timed-out',
]);

/** Words that ask for something new rather than for a repair. */
const NEW_WORK =
  /^\s*(please\s+)?(can\s+you\s+|could\s+you\s+)?(add|implement|create|write|build|introduce|generate|document|refactor|rename|migrate|upgrade|port|convert|translate|explain|describe|optimi[sz]e|speed\s+up|rewrite)\b/i;

/** Requests about tests that fail, where none does. */
const ABOUT_FAILING_TESTS =
  /\b(failing|failed|red)\s+(unit\s+)?(tests?|specs?)\b|\btests?\s+(that\s+)?fails?\b/i;

/** Rules first: what is refused whatever the odds, before anything is measured or executed. */
export function refuse(task: Task): Assessment | undefined {
  const reason = forbidden(task.request);
  if (reason === undefined) return undefined;
  const view: View = { name: 'mission', credence: 0.001, weight: 1, evidence: [reason] };
  return {
    verdict: 'abstain',
    credence: 0.001,
    views: [view],
    target: NO_TARGET,
    reason: `I will not do this: ${reason}.`,
  };
}

/**
 * Self-awareness: can this be solved here, and is it worth trying? Rules first, then the pooled views, then the
 * utility of trying against its price (Yan et al., 2025, self-awareness: capability- and mission-solvability).
 */
export function assess(
  situation: Situation,
  choice: TargetChoice,
  mentions: readonly Mention[],
  skills: readonly SkillCard[],
): Assessment {
  const { task, survey, target } = situation;
  const able = skills.map((card) => ({ card, ...card.suits(situation) })).filter((s) => s.fit > 0);
  const views: readonly View[] = [
    MISSION,
    informationView(task, mentions),
    verifiabilityView(situation, choice, able),
    capabilityView(able, situation),
    costView(task, able),
  ];
  const credence = poolConjunction(views);
  const say = (verdict: Verdict, reason: string, question?: Question): Assessment => ({
    verdict,
    credence: verdict === 'solve' ? credence : Math.min(credence, 0.05),
    views,
    target,
    reason,
    ...(question === undefined ? {} : { question }),
  });

  if (task.request.trim() === '' && task.focus.kind === 'workspace') {
    return say('ask', 'The request is empty.', {
      text: 'What should be fixed?',
      options: optionsFrom(survey),
    });
  }
  const misplaced = unrelated(mentions, choice);
  const obstacle = blockingObstacle(survey, choice);
  if (obstacle !== undefined)
    return say('abstain', `I can't verify anything here: ${obstacle.message} ${obstacle.hint}`);
  if (choice.kind === 'none' && isForATest(situation, choice, able))
    return say('solve', `${choice.reason}; a test is written first, which must fail now.`);
  if (misplaced !== undefined) {
    return say('ask', misplaced, { text: 'Which of these do you mean?', options: optionsFrom(survey) });
  }
  if (choice.kind === 'none') return noTarget(task, survey, choice, able.length > 0, say);
  if (NEW_WORK.test(task.request) && !hasModel(skills) && !mentions.some((m) => m.nearFailure)) {
    return say(
      'abstain',
      'This asks for new work, and without a language model Credence only repairs what a failing test or a compile error shows. Set a model with --base-url and --model, or in the settings, to let it write code.',
    );
  }
  if (able.length === 0) {
    return say(
      'abstain',
      'No skill can propose anything here: no template or code fix fits, and no language model is set.',
    );
  }
  const price = priceOf({ seconds: expectedSeconds(able), dollars: 0 });
  if (credence <= price) {
    return say(
      'abstain',
      `The chance of success (${percent(credence)}) is below the price of trying (${percent(price)}).`,
    );
  }
  return say('solve', `${choice.reason}; worth trying at a credence of ${percent(credence)}.`);
}

type Able = { readonly card: SkillCard; readonly fit: number; readonly why: string };

function hasModel(skills: readonly SkillCard[]): boolean {
  return skills.some((card) => card.cost.tokens > 0);
}

/** What a rule speaks against does not come this far. */
const MISSION: View = {
  name: 'mission',
  credence: 0.99,
  weight: 1,
  evidence: ['no rule speaks against the request'],
};

function informationView(task: Task, mentions: readonly Mention[]): View {
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

/** Whether it is a request that a new test can state, and something here writes such tests. */
function isForATest({ task, survey }: Situation, choice: TargetChoice, able: readonly Able[]): boolean {
  return (
    choice.kind === 'none' &&
    choice.why === 'nothing-fails' &&
    task.request.trim() !== '' &&
    !ABOUT_FAILING_TESTS.test(task.request) &&
    survey.tests?.status === 'ran' &&
    able.some(({ card }) => card.cost.tokens > 0)
  );
}

function verifiabilityView(situation: Situation, choice: TargetChoice, able: readonly Able[]): View {
  const { survey } = situation;
  const can = survey.rungs.filter((rung) => rung.available);
  const evidence = survey.rungs.map((r) => `${r.rung}: ${r.available ? r.by : `could not check (${r.by})`}`);
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

function capabilityView(able: readonly Able[], { beliefs, target }: Situation): View {
  if (able.length === 0) {
    return { name: 'capability', credence: 0.01, weight: 1, evidence: ['no skill fits'] };
  }
  const parts = able.map((s) => ({
    ...s,
    chance: s.fit * mean(beliefIn(beliefs, target.kind, s.card.name)),
  }));
  // Skills fail for different reasons, so the chance that one of them succeeds is taken as if independent. Those that ask
  // the same model fail for the same reasons: they count as the best of them.
  const free = parts.filter(({ card }) => card.cost.tokens === 0).map(({ chance }) => chance);
  const paid = parts.filter(({ card }) => card.cost.tokens > 0).map(({ chance }) => chance);
  const credence = 1 - [...free, Math.max(0, ...paid)].reduce((none, chance) => none * (1 - chance), 1);
  return {
    name: 'capability',
    credence,
    weight: 1,
    evidence: parts.map((part) => `${part.card.name}: ${percent(part.chance)} (${part.why})`),
  };
}

function costView(task: Task, able: readonly Able[]): View {
  const seconds = expectedSeconds(able);
  const credence =
    seconds === 0 ? 0.5 : Math.min(0.99, task.budget.seconds / (task.budget.seconds + seconds));
  return {
    name: 'cost',
    credence,
    weight: 0.5,
    evidence: [`about ${Math.round(seconds)} s expected of the ${task.budget.seconds} s allowed`],
  };
}

/** Seconds for some twenty candidates of the cheapest skill: what an ordinary repair takes. */
function expectedSeconds(able: readonly Able[]): number {
  return able.length === 0 ? 0 : 20 * Math.min(...able.map((s) => s.card.cost.seconds));
}

function blockingObstacle(survey: Survey, choice: TargetChoice): Obstacle | undefined {
  const untrusted = survey.obstacles.find((o) => o.kind === 'untrusted');
  if (untrusted !== undefined) return untrusted;
  // What fails can be measured in spite of an obstacle elsewhere, for example one broken test file among many.
  const onlyBrokenFiles =
    choice.kind === 'target' && choice.target.tests.length === 0 && choice.target.diagnostics.length === 0;
  if (choice.kind === 'target' && !onlyBrokenFiles) return undefined;
  return survey.obstacles.find(
    (o) => BLOCKING.has(o.kind) && (choice.kind === 'none' || o.kind === 'missing-dependency'),
  );
}

/** Why the request seems to be about something that does not fail here, or about another project. */
function unrelated(mentions: readonly Mention[], choice: TargetChoice): string | undefined {
  const missingFile = mentions.find((m) => m.kind === 'file' && m.found.length === 0);
  if (missingFile !== undefined) return `There is no “${missingFile.text}” in this project.`;
  if (choice.kind === 'none' || choice.target.kind !== 'failing-test') return undefined;
  if (mentions.length === 0 || mentions.some((m) => m.nearFailure)) return undefined;
  const specific = mentions.filter((m) => m.kind !== 'word');
  const subject = (specific.length > 0 ? specific : mentions).slice(0, 3).map((m) => `“${m.text}”`);
  const known = mentions.some((m) => m.found.length > 0);
  return known
    ? `${subject.join(', ')} is in this project, but nothing fails there; the failing tests are about something else.`
    : `Nothing in this project is about ${subject.join(', ')}.`;
}

function noTarget(
  task: Task,
  survey: Survey,
  choice: Extract<TargetChoice, { kind: 'none' }>,
  able: boolean,
  say: (verdict: Verdict, reason: string, question?: Question) => Assessment,
): Assessment {
  if (choice.why === 'already-fine') return say('abstain', `Nothing to do: ${choice.reason}.`);
  if (choice.why === 'not-found') return say('abstain', `I can't verify this: ${choice.reason}.`);
  if (!able && NEW_WORK.test(task.request)) {
    return say(
      'abstain',
      'This asks for new work, and without a language model and a test that states it Credence only repairs what a failing test or a compile error shows.',
    );
  }
  return say('ask', `Nothing shows the problem: ${choice.reason}.`, {
    text: 'Can you give me a test that fails because of it, or point at the error?',
    options: survey.runner === undefined ? [] : [`add a failing ${survey.runner} test and ask again`],
  });
}

function optionsFrom(survey: Survey): readonly string[] {
  const tests = (survey.tests?.results ?? [])
    .filter((t) => t.status === 'failed')
    .map((t) => `the failing test “${t.name}”`);
  const errors = survey.diagnostics.map((d) => `${d.code} at ${d.path}:${d.line}`);
  return [...tests, ...errors].slice(0, 5);
}

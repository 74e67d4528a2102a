import { recalibrate } from '../belief/calibration.ts';
import { poolConjunction } from '../belief/choice.ts';
import { priceOf } from './budget.ts';
import { forbidden } from './mission.ts';
import { percent } from './percent.ts';
import type { Mention, Situation, SkillCard } from './ports.ts';
import { contradiction } from './requirements.ts';
import { NO_TARGET, type TargetChoice } from './target.ts';
import type { Assessment, Obstacle, Question, Survey, Task, Verdict, View } from './types.ts';
import {
  type Able,
  capabilityView,
  costView,
  expectedSeconds,
  informationView,
  isForATest,
  KNOWN,
  MISSION,
  verifiabilityView,
} from './views.ts';
import { answerTo, saidText, wantedText } from './wanted.ts';

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

/** Rules first: what is refused whatever the odds, before anything is measured or executed. */
export function refuse(task: Task): Assessment | undefined {
  const reason = forbidden(saidText(task));
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
  const able: readonly Able[] = skills
    .map((card) => ({ card, ...card.suits(situation) }))
    .filter((s) => s.fit > 0);
  const views: readonly View[] = [
    MISSION,
    informationView(task, mentions),
    verifiabilityView(situation, choice, able),
    capabilityView(able, situation),
    costView(task, able),
  ];
  const raw = poolConjunction(views);
  const { calibration } = situation;
  const credence = calibration === undefined ? raw : recalibrate(calibration.solve.map, raw);
  const say = (
    verdict: Verdict,
    reason: string,
    question?: Question,
    utilities?: Assessment['utilities'],
  ): Assessment => ({
    verdict,
    credence: verdict === 'solve' ? credence : Math.min(credence, 0.05),
    raw,
    ...(calibration === undefined ? {} : { forecasts: calibration.solve.forecasts }),
    views,
    ...(utilities === undefined ? {} : { utilities }),
    target,
    reason,
    ...(question === undefined ? {} : { question }),
  });

  if (wantedText(task) === '' && task.focus.kind === 'workspace') {
    return say('ask', 'The request is empty.', {
      text: 'What should be fixed?',
      options: optionsFrom(survey),
    });
  }
  const misplaced = unrelated(mentions, choice);
  const obstacle = blockingObstacle(survey, choice);
  if (obstacle !== undefined) {
    // What only a person can put right is handed to them; the rest cannot be helped.
    return say(
      PERSONAL.has(obstacle.kind) ? 'escalate' : 'abstain',
      `I can't verify anything here: ${obstacle.message} ${obstacle.hint}`,
    );
  }
  const torn = contradiction(task);
  if (torn !== undefined) return say('ask', torn.reason, torn.question);
  const isOpen = isForATest(situation, choice, able);
  // What is to be made new need not be there yet; and whoever was asked once means what they said.
  const isTold = answerTo(WHICH, task) !== undefined;
  if (misplaced !== undefined && !isTold && !(isOpen && NEW_WORK.test(task.request))) {
    const options = [...placesOf(mentions), ...optionsFrom(survey)].slice(0, 5);
    return say('ask', misplaced, { text: WHICH, options });
  }
  if (choice.kind === 'none' && !isOpen) return noTarget(task, survey, choice, able.length > 0, say);
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
  const answered = poolConjunction(views.map((view) => (view.name === 'information' ? KNOWN : view)));
  const utilities: NonNullable<Assessment['utilities']> = [
    { verdict: 'solve', utility: credence - price },
    { verdict: 'ask', utility: Math.max(credence, answered) - price - INTERRUPTION },
    { verdict: 'abstain', utility: 0 },
  ];
  const best = utilities.reduce((a, b) => (b.utility > a.utility ? b : a));
  if (best.verdict === 'abstain') {
    const reason = `The chance of success (${percent(credence)}) is below the price of trying (${percent(price)}).`;
    return say('abstain', reason, undefined, utilities);
  }
  // A model that is at hand asks better, once it has seen the code.
  if (best.verdict === 'ask' && !isOpen && !isTold) {
    const reason = `It is not clear what is meant: with an answer the chance of success rises from ${percent(credence)} to ${percent(answered)}.`;
    const options = [...placesOf(mentions), ...optionsFrom(survey)].slice(0, 5);
    return say('ask', reason, { text: WHICH, options }, utilities);
  }
  if (isOpen) return say('solve', `${choice.reason}; a test is written first, which must fail now.`);
  return say(
    'solve',
    `${choice.reason}; worth trying at a credence of ${percent(credence)}.`,
    undefined,
    utilities,
  );
}

const WHICH = 'Which of these do you mean?';

/** What a question to the person costs in units of a solved task: some four of the ten minutes that one saves. */
const INTERRUPTION = 0.45;

/** Obstacles that a person can take away and Credence may not. */
const PERSONAL: ReadonlySet<Obstacle['kind']> = new Set(['untrusted', 'missing-dependency']);

/** Where names of the request were found, when there are several places. */
function placesOf(mentions: readonly Mention[]): readonly string[] {
  return mentions
    .filter(({ kind, found }) => kind !== 'word' && found.length > 1)
    .flatMap(({ text, found }) => found.slice(0, 3).map((place) => `“${text}” in ${place}`));
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

function hasModel(skills: readonly SkillCard[]): boolean {
  return skills.some((card) => card.cost.tokens > 0);
}

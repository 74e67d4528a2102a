import type { TraceEvent } from '../loop/events.ts';
import { grouped } from '../loop/grouped.ts';
import { percent } from '../loop/percent.ts';
import { ends, isUnchecked } from '../loop/rungs.ts';
import type { Candidate, Decision, Observation, RungOutcome, Survey } from '../loop/types.ts';
import { accountText } from './account-text.ts';
import { candidateLines } from './candidates-text.ts';
import { comparisonText } from './comparison-text.ts';
import { fastPathText } from './fast-path-text.ts';
import { bar, COLUMNS, cell, cut, type Paint, plain, plural, seconds, wrap } from './layout.ts';
import { outcomeLines } from './outcome-text.ts';
import { emptyView, type View } from './view.ts';

/*
 * The trace as a person reads it in a terminal. Each event gives its lines, at most 100 columns wide (a patch is
 * never cut). What an event does not say itself, for example the title of an observed candidate, is in the view.
 */

const LABEL = 13;
/** Width of a ladder on which the tests failed, as most do. */
const LADDER = 35;

/**
 * @param view what the trace told up to and including this event; without it candidates have no titles
 */
export function renderEvent(event: TraceEvent, paint: Paint, view: View = emptyView()): readonly string[] {
  switch (event.type) {
    case 'started': {
      const request = plain(event.task.request) || `what the ${event.task.focus.kind} shows`;
      const told = (event.task.answers ?? []).map(({ question, answer }) => `${question} – ${answer}`);
      return [
        ...wrap(request, 'Credence  ', '          ').map((line) => paint.bold(line)),
        ...told.flatMap((each) => labelled('you answered', each, paint)),
        '',
      ];
    }
    case 'surveyed':
      return surveyLines(event.survey, paint);
    case 'recalled':
      return [
        ...event.behaviors.flatMap((b) => labelled('recalled', `${b.name}: ${b.instruction}`, paint)),
        ...event.withheld.flatMap((b) => labelled('withheld', `${b.name}, to measure its effect`, paint)),
        ...event.complaints.flatMap((c) => labelled('handbook', c, paint, paint.yellow)),
      ];
    case 'released':
      return event.behaviors.flatMap((b) =>
        labelled('released', `${b.name}: the task has taken far longer than it does with it`, paint),
      );
    case 'assessed':
      return assessmentLines(event.assessment, paint);
    case 'strategy':
      return event.strategy.weights
        .toSorted((a, b) => b.weight - a.weight)
        .map(({ skill, weight, why }, index) => {
          const label = index === 0 ? 'strategy' : '';
          const head = `${cell(label, LABEL)}${cell(skill, 24)} ${percent(weight).padStart(5)}  `;
          return `${paint.dim(head.slice(0, LABEL))}${head.slice(LABEL)}${paint.dim(cut(plain(why), COLUMNS - head.length))}`;
        });
    case 'declined':
      return labelled(
        '',
        `${event.skill} ${event.final ? 'is done' : 'has none now'}: ${event.reason}`,
        paint,
      );
    case 'observed': {
      const proposed = view.candidates.findLast((c) => c.candidate.id === event.observation.candidate);
      const line = candidateLine(
        event.step,
        proposed?.candidate,
        event.observation,
        event.reward.total,
        paint,
      );
      return candidateLines(event.step, line, event.observation, view, paint);
    }
    case 'decided':
      return decisionLines(event, view, paint);
    case 'reproduced':
      return labelled(
        'test',
        `${event.test.path} ${event.shows ? 'fails now, as it should; it is not confirmed by you yet' : `shows nothing: ${event.reason ?? ''}`}`,
        paint,
      );
    case 'confirmed':
      return confirmationLines(event.observation, paint);
    case 'compared':
      return comparisonText(event.comparison).flatMap((text) => labelled('compared', text, paint));
    case 'spent': {
      const { seconds: time, candidates, tokens, calls, dollars } = event.spend;
      const model =
        calls === 0
          ? 'no model call'
          : `${plural(calls, 'model call')}, ${grouped(tokens)} tokens, $${dollars.toFixed(4)}`;
      return [
        '',
        ...labelled('cost', `${seconds(time)}, ${plural(candidates, 'candidate')}, ${model}`, paint),
      ];
    }
    case 'ledger':
      return labelled('model', accountText(event.account), paint, paint.dim);
    case 'reflected': {
      const { summary } = event.reflection;
      return [
        ...summary.flatMap((line, index) => labelled(index === 0 ? 'learned' : '', line, paint)),
        ...event.complaints.flatMap((c) => labelled('handbook', c, paint, paint.yellow)),
      ];
    }
    case 'outcome':
      return outcomeLines(event, paint);
    default:
      // What was sent, proposed and critiqued is in the trace; here it would only repeat the candidate's line.
      return [];
  }
}

/** `label        text`, wrapped under itself. */
function labelled(
  label: string,
  text: string,
  paint: Paint,
  colour: (text: string) => string = (same) => same,
): readonly string[] {
  return wrap(text, ' '.repeat(LABEL), ' '.repeat(LABEL)).map(
    (line, index) => paint.dim(cell(index === 0 ? label : '', LABEL)) + colour(line.slice(LABEL)),
  );
}

function surveyLines(survey: Survey, paint: Paint): readonly string[] {
  const { tests } = survey;
  const failing = tests?.results.filter((t) => t.status === 'failed').length ?? 0;
  const broken = tests?.fileErrors.length ?? 0;
  const state = [
    tests?.status === 'ran'
      ? `${plural(tests.results.length, 'test')}, ${failing} failing`
      : 'no test result',
    ...(broken > 0 ? [`${plural(broken, 'test file')} that cannot load`] : []),
    plural(survey.diagnostics.length, 'compile error'),
    ...(survey.flaky.length > 0 ? [`${plural(survey.flaky.length, 'flaky test')} set aside`] : []),
  ];
  const about = [
    plural(survey.fileCount, 'file'),
    ...survey.languages,
    ...(survey.runner ? [survey.runner] : []),
  ];
  return [
    ...labelled('project', `${survey.project}: ${about.join(', ')}`, paint),
    ...labelled('now', `${state.join(', ')} (${seconds(survey.seconds)})`, paint),
    ...(survey.fastPath === undefined ? [] : labelled('warm', fastPathText(survey.fastPath), paint)),
    ...survey.obstacles.flatMap((o) => labelled('obstacle', `${o.message} ${o.hint}`, paint, paint.yellow)),
  ];
}

function assessmentLines(
  assessment: Extract<TraceEvent, { type: 'assessed' }>['assessment'],
  paint: Paint,
): readonly string[] {
  const verdict = assessment.verdict === 'solve' ? paint.green : paint.yellow;
  const views = assessment.views.flatMap(({ name, credence, evidence }) =>
    evidence.slice(0, 5).map((reason, index) => {
      const head = index === 0 ? `${cell(name, 14)} ${bar(credence)} ${percent(credence).padStart(5)}  ` : '';
      const room = COLUMNS - 2 - 34;
      return `  ${head.padEnd(34)}${paint.dim(cut(plain(reason), room))}`;
    }),
  );
  return [
    '',
    ...labelled(
      'credence',
      `${percent(assessment.credence)}  ${assessment.verdict}: ${assessment.reason}`,
      paint,
      verdict,
    ),
    ...views,
    ...worthLines(assessment).map((line) => `  ${paint.dim(cut(line, COLUMNS - 2))}`),
    '',
  ];
}

/** What each verdict was worth, and how earlier forecasts moved the credence. */
function worthLines({
  utilities = [],
  raw,
  credence,
  forecasts = 0,
}: Extract<TraceEvent, { type: 'assessed' }>['assessment']): readonly string[] {
  const worth = utilities.map(({ verdict, utility }) => `${verdict} ${utility.toFixed(2)}`);
  const moved =
    forecasts === 0 || raw === undefined
      ? ''
      : `${forecasts} earlier forecasts moved ${percent(raw)} to ${percent(credence)}`;
  const said = [...(worth.length === 0 ? [] : [`worth: ${worth.join(', ')}`]), moved];
  return said.filter((line) => line !== '');
}

function candidateLine(
  step: number,
  candidate: Candidate | undefined,
  observation: Observation,
  reward: number,
  paint: Paint,
): string {
  const finest = candidate?.skills.at(-1) ?? '';
  const part = finest.slice(finest.indexOf(':') + 1);
  // What was not reached says nothing, and room is short.
  const climbed = observation.rungs.filter((r) => r.rung !== 'suite' && r.status !== 'skipped');
  const ladder = climbed.map((rung) => rungMark(rung, paint)).join(' ');
  const ladderWidth = climbed.reduce((sum, rung) => sum + rung.rung.length + 3, -1);
  const head = `${cell(`  #${step + 1}`, 7)}${cell(part, 15)} `;
  const tail = `  ${reward.toFixed(2)}`;
  const room = Math.max(8, COLUMNS - head.length - Math.max(LADDER, ladderWidth) - 2 - tail.length);
  const gap = ' '.repeat(Math.max(0, LADDER - ladderWidth) + 2);
  return `${head}${ladder}${gap}${cell(plain(candidate?.title ?? observation.candidate), room)}${paint.dim(tail)}`;
}

/** What was not asked for is a dot; what could not be checked is a dash, never a tick. */
function rungMark({ rung, status }: RungOutcome, paint: Paint): string {
  if (status === 'passed') return paint.green(`✓ ${rung}`);
  if (status === 'skipped') return paint.dim(`· ${rung}`);
  if (isUnchecked(status)) return paint.yellow(`– ${rung}`);
  return paint.red(`✗ ${rung}`);
}

function decisionLines(
  { decision, numbers }: Extract<TraceEvent, { type: 'decided' }>,
  view: View,
  paint: Paint,
): readonly string[] {
  const arms = (numbers.arms ?? []).map(({ move, draw }) => `${move} ${draw.toFixed(2)}`);
  const banned = (numbers.banned ?? []).map(({ move, why }) => `no ${move}: ${why}`);
  const odds = [
    `chance ${percent(numbers.chance)} × value ${numbers.value.toFixed(2)}, price ${numbers.price.toFixed(4)}`,
    ...(arms.length === 0 ? [] : [`drawn ${arms.join(', ')}`]),
    ...banned,
  ].join('; ');
  const text = `${wordsFor(decision, view)}: ${decision.reason} (${odds})`;
  // "Go on" is the ordinary case, once per batch; only the first of a run is worth a line.
  if (decision.kind === 'continue') {
    return view.decisions.at(-2)?.decision.kind === 'continue' ? [] : labelled('', text, paint, paint.dim);
  }
  return labelled('decision', text, paint, paint.cyan);
}

function wordsFor(decision: Decision, view: View): string {
  const numbered = (id: string): string => {
    const step = view.candidates.findLast((c) => c.candidate.id === id)?.step;
    return step === undefined ? id : `#${step + 1}`;
  };
  switch (decision.kind) {
    case 'continue':
      return 'continue';
    case 'repair':
      return `repair ${numbered(decision.candidate)}`;
    case 'confirm':
      return `confirm ${numbered(decision.candidate)}`;
    case 'backtrack':
      return `back to ${numbered(decision.candidate)}`;
    case 'refresh':
      return `ask ${decision.skill} afresh`;
    case 'switch':
      return `switch to ${decision.skill}`;
    case 'ask':
      return 'ask you';
    case 'escalate':
      return 'hand over to you';
    case 'stop':
      return 'stop';
  }
}

function confirmationLines({ rungs, seconds: time }: Observation, paint: Paint): readonly string[] {
  const ladder = rungs.map((rung) => rungMark(rung, paint)).join(' ');
  const bad = rungs.filter((rung) => rung.status !== 'passed' && rung.status !== 'skipped');
  return [
    `${paint.dim(cell('confirmation', LABEL))}${ladder}  ${paint.dim(seconds(time))}`,
    ...bad.flatMap((rung) => labelled('', `${rung.rung}: ${rung.detail}`, paint, paint.yellow)),
    ...(bad.some((rung) => ends(rung.status))
      ? labelled(
          '',
          'the search had passed it, which now counts against the search here',
          paint,
          paint.yellow,
        )
      : []),
  ];
}

import { type cutBy, NOTHING_SPENT } from './budget.ts';
import type { Episode, Finalist } from './episode.ts';
import type { TraceEventBody } from './events.ts';
import { credenceIn, OFFERED, toldCredence, undecidedIn } from './finalists.ts';
import { grouped } from './grouped.ts';
import type { Environment } from './ports.ts';
import { isUnchecked } from './rungs.ts';
import { questionOn } from './said-value.ts';
import type {
  Assessment,
  Decision,
  Ending,
  Evidence,
  NewTest,
  Outcome,
  OutcomeVerdict,
  Question,
  Spend,
  Survey,
  Task,
  Undecided,
  Verdict,
} from './types.ts';

const VERDICTS: Readonly<Record<Verdict, OutcomeVerdict>> = {
  solve: 'abstained',
  ask: 'asked',
  escalate: 'escalated',
  abstain: 'abstained',
};

/** The outcome of an episode that was cut off before there was a candidate. What was seen by then is not judged. */
export function concludeCut(task: Task, seconds: number, cut: ReturnType<typeof cutBy>): Outcome {
  const late = cut === 'budget';
  return {
    verdict: late ? 'exhausted' : 'cancelled',
    credence: 0,
    reason: late
      ? `the budget of ${task.budget.seconds} seconds was used up before the first candidate`
      : 'you stopped it',
    alternatives: [],
    spend: { ...NOTHING_SPENT, seconds },
  };
}

/** The outcome of an episode that ends with its assessment. */
export function concludeAssessment(assessment: Assessment, seconds: number): Outcome {
  const { verdict, credence, question } = assessment;
  return {
    verdict: VERDICTS[verdict],
    credence,
    reason: verdict === 'solve' ? `only assessed: ${assessment.reason}` : assessment.reason,
    ...(question === undefined ? {} : { question }),
    alternatives: [],
    spend: { ...NOTHING_SPENT, seconds },
  };
}

export function isEnding(decision: Decision): decision is Ending {
  return decision.kind === 'stop' || decision.kind === 'ask' || decision.kind === 'escalate';
}

/** The chance that a test which a model wrote from a request states what is meant, as long as nobody has confirmed it. */
const UNCONFIRMED = 0.6;

/** The outcome of a search, with the evidence a person may check. */
export function concludeSearch(episode: Episode, winner: Finalist | undefined, decision: Ending): Outcome {
  const { spend } = episode;
  if (winner === undefined) return withoutPatch(spend, decision);
  const evidence = evidenceFor(winner, episode.situation.survey);
  const undecided = undecidedIn(winner, episode);
  const { unconfirmedTest } = episode;
  const told = toldCredence(winner, episode);
  const offered = told >= OFFERED;
  const isSure = offered && unconfirmedTest === undefined;
  // A test that leaves several ways open is not worth confirming before it is known which of them is meant.
  const question =
    unconfirmedTest === undefined || !offered
      ? questionAbout(episode, undecided)
      : confirmOf(unconfirmedTest);
  return {
    verdict: isSure ? 'solved' : 'asked',
    credence: told * (unconfirmedTest === undefined ? 1 : UNCONFIRMED),
    raw: credenceIn(winner, episode),
    ...(isSure ? {} : { question }),
    reason: `${winner.candidate.title}: ${verifiedBy(evidence)}${undecided === undefined ? '' : openBetween(undecided)}`,
    candidate: winner.candidate,
    evidence,
    ...(unconfirmedTest === undefined ? {} : { unconfirmedTest, onceConfirmed: { credence: told, offered } }),
    alternatives: episode.finalists.filter((f) => f !== winner).map((f) => f.candidate),
    ...(undecided === undefined ? {} : { undecided }),
    spend,
  };
}

function withoutPatch(spend: Spend, decision: Ending): Outcome {
  const none = { credence: 0, alternatives: [], spend };
  if (decision.kind === 'stop' && decision.because === 'cancelled')
    return { ...none, verdict: 'cancelled', reason: decision.reason };
  const reason = `no verified patch after ${grouped(spend.candidates)} candidates: ${decision.reason}`;
  if (decision.kind === 'ask' && decision.question !== undefined)
    return { ...none, verdict: 'asked', reason, question: decision.question };
  return { ...none, verdict: decision.kind === 'escalate' ? 'escalated' : 'exhausted', reason };
}

function evidenceFor(winner: Finalist, survey: Survey): Evidence {
  const confirmation = winner.confirmation ?? winner.observation;
  // One run of the whole suite is the evidence of two rungs.
  const commands = [...new Set(confirmation.rungs.flatMap((rung) => rung.evidence ?? []))];
  const before = survey.tests?.status === 'ran' ? count(survey.tests.results) : undefined;
  const after = confirmation.tests.length > 0 ? count(confirmation.tests) : undefined;
  return {
    commands: survey.tests === undefined ? commands : [survey.tests.evidence, ...commands],
    ...(before === undefined ? {} : { testsBefore: before }),
    ...(after === undefined ? {} : { testsAfter: after }),
    fixed: confirmation.fixed,
    rungs: confirmation.rungs,
    ...(confirmation.suspicions === undefined ? {} : { suspicions: confirmation.suspicions }),
    unchecked: confirmation.rungs.filter((r) => isUnchecked(r.status)).map((r) => `${r.rung}: ${r.detail}`),
  };
}

function count(tests: readonly { readonly status: string }[]): { passed: number; failed: number } {
  const passed = tests.filter((test) => test.status === 'passed').length;
  return { passed, failed: tests.filter((test) => test.status === 'failed').length };
}

function verifiedBy(evidence: Evidence): string {
  const tests = evidence.testsAfter;
  const said =
    tests === undefined
      ? 'no test could check it'
      : `${tests.passed} tests pass${tests.failed === 0 ? '' : `, ${tests.failed} fail as before`}`;
  return evidence.unchecked.length === 0 ? said : `${said}; could not check ${evidence.unchecked.join('; ')}`;
}

/** What a person is asked about a patch that only a test of ours speaks for. */
function confirmOf({ path, claim }: NewTest): Question {
  return {
    text: `The patch passes a test that was written from your request (${path}${claim === '' ? '' : `: ${claim}`}). Does this test say what you mean?`,
    options: ['Yes, take the patch and the test', 'Yes, take the patch alone', 'No, that is not what I mean'],
  };
}

/** What a person is asked about a patch that passes and is hardly believed. */
function questionAbout(episode: Episode, undecided: Undecided | undefined): Question {
  const { telling } = undecided ?? {};
  if (telling !== undefined)
    return { text: questionOn(telling.input), options: [...new Set(telling.results)] };
  const others = (undecided?.candidates ?? []).slice(1).flatMap(({ candidate: id }) => {
    const rival = episode.finalists.find(({ candidate }) => candidate.id === id);
    return rival === undefined ? [] : [rival.candidate.title];
  });
  return {
    text: 'It passes every test and may still not be what you mean: the tests leave more than one way open. Is it?',
    options: [
      'Yes, take it',
      ...others.map((title) => `No, rather ${title}`),
      'No; a further test would tell',
    ],
  };
}

/** Characters of a difference that can still be read in a sentence. */
const LONGEST_DIFFERENCE = 140;

/** What a person has to decide, in a sentence. */
function openBetween({ candidates, telling }: Undecided): string {
  const count = candidates.length - 1;
  const rivals = count === 1 ? 'another patch passes' : `${count} other patches pass`;
  const differ = count === 1 ? 'and differs' : 'and differ';
  if (telling === undefined) return `; ${rivals} as well and nothing decides between them`;
  const [own, ...others] = telling.results;
  const told = `for ${telling.input} this one gives ${own}, not ${[...new Set(others)].join(' or ')}`;
  // Whole records say nothing to a person in the middle of a sentence; what tells each rival apart has them.
  return told.length > LONGEST_DIFFERENCE
    ? `; ${rivals} as well, ${differ} on inputs that no test tries`
    : `; ${rivals} as well: ${told}`;
}

/** The trace's last event. */
export function outcomeEvent(outcome: Outcome, environment: Pick<Environment, 'diff'>): TraceEventBody {
  const diff = outcome.candidate === undefined ? '' : environment.diff(outcome.candidate);
  const { verdict, credence, reason, spend } = outcome;
  const { seconds, candidates } = spend;
  return { type: 'outcome', verdict, credence, diff, seconds, candidates, reason, outcome };
}

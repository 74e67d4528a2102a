import { seededRandom } from '../belief/random.ts';
import { assess, refuse } from './assess.ts';
import { searchPathCredence } from './beliefs.ts';
import { cutBy } from './budget.ts';
import { besideColdRun } from './cold-run.ts';
import { beginEpisode, confirmed } from './episode.ts';
import type { TraceEvent, TraceEventBody } from './events.ts';
import { preferred } from './finalists.ts';
import { monitor } from './monitor.ts';
import { concludeAssessment, concludeCut, concludeSearch, isEnding, outcomeEvent } from './outcome.ts';
import type { Ports } from './ports.ts';
import { reflect } from './reflect.ts';
import { regulation } from './regulate.ts';
import { chooseTarget, NO_TARGET } from './target.ts';
import { spent } from './transitions.ts';
import type { CancelSignal, Outcome, Task } from './types.ts';

export interface LoopOptions {
  readonly version: string;
  /** Self-awareness alone: stop after the assessment. */
  readonly assessOnly: boolean;
}

/**
 * The meta-reasoning loop (Yan et al., 2025): self-awareness, monitoring, evaluation and regulation,
 * meta-reflection. Yields the trace as it happens; returns the outcome, which is also the last event.
 */
export async function* solve(
  task: Task,
  ports: Ports,
  options: LoopOptions,
  signal: CancelSignal,
): AsyncGenerator<TraceEvent, Outcome> {
  const began = ports.clock.seconds();
  const seconds = (): number => ports.clock.seconds() - began;
  const events = think(task, ports, options, seconds, signal);
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
    yield { at: seconds(), ...next.value };
  }
}

async function* think(
  task: Task,
  ports: Ports,
  options: LoopOptions,
  seconds: () => number,
  signal: CancelSignal,
): AsyncGenerator<TraceEventBody, Outcome> {
  const { environment, context, proposer, handbook } = ports;
  const end = function* (outcome: Outcome): Generator<TraceEventBody, Outcome> {
    yield outcomeEvent(outcome, environment);
    return outcome;
  };
  yield { type: 'started', task, version: options.version };
  const refusal = refuse(task);
  if (refusal !== undefined) {
    yield { type: 'assessed', assessment: refusal };
    return yield* end(concludeAssessment(refusal, seconds()));
  }
  const survey = await environment.survey(task, signal);
  yield { type: 'surveyed', survey };
  if (signal.aborted) return yield* end(concludeCut(task, seconds(), cutBy(signal)));
  const { withheld, complaints, ...known } = await handbook.recall(task, survey);
  yield { type: 'recalled', behaviors: known.behaviors, withheld, complaints };
  environment.trustSearchPath(searchPathCredence(known.beliefs));

  // 1. Self-awareness: can this be solved here, and is it worth trying?
  const mentions = await context.mentions(task, survey);
  const choice = chooseTarget(task, survey, mentions);
  const target = choice.kind === 'target' ? choice.target : NO_TARGET;
  const suspects = choice.kind === 'target' ? await context.suspects(task, survey, target) : [];
  const situation = { task, survey, target, suspects, ...known, steps: [], remaining: task.budget };
  const assessment = assess(situation, choice, mentions, proposer.skills);
  yield { type: 'assessed', assessment };
  if (assessment.verdict !== 'solve' || options.assessOnly)
    return yield* end(concludeAssessment(assessment, seconds()));
  const begun = { ...situation, forecast: assessment.raw ?? assessment.credence };
  let episode = beginEpisode(begun, proposer.skills, withheld, seededRandom(task.seed));
  for (;;) {
    // 2. Monitoring: draw the strategy anew for each candidate, climb the ladder, reward.
    episode = yield* besideColdRun(episode, monitor(episode, ports, seconds, signal));

    // 3. Evaluation and regulation: confirm, repair, go on, or stop when another sample is not worth its price.
    const regulated = yield* regulation(episode, environment, signal);
    ({ episode } = regulated);
    if (!isEnding(regulated.decision)) continue;

    // 4. Meta-reflection: learn from what was verified, and only from that.
    episode = spent(episode, seconds());
    const winner = preferred(confirmed(episode), episode);
    const reflection = reflect(episode, winner, regulated.decision);
    const receipt = await handbook.record(task, reflection, winner && { ...winner, suspects });
    yield { type: 'spent', spend: episode.spend };
    yield { type: 'reflected', reflection, complaints: receipt.complaints };
    return yield* end(concludeSearch(episode, winner, regulated.decision));
  }
}

import type { Arm, BehaviorCard, Interval, OwnFigures } from '../loop/learned.ts';

/** A behavior with its proof, for the terminal. */
export function cardText(card: BehaviorCard): string {
  const { behavior, used, withheld, uplift, sources, citations } = card;
  const lines = [
    `${behavior.name}  [${behavior.status}${card.place === 'waiting' ? ', until a patch is accepted' : ''}]`,
    ...behavior.instruction.split('\n'),
    `used in ${armText(used)}; withheld in ${armText(withheld)}`,
    `solves ${signed(uplift.solved)}${uplift.candidates === undefined ? '' : `, candidates × ${range(uplift.candidates, 2)}`}; helps with a chance of ${percent(uplift.chance)}`,
    card.why,
    ...(sources.length === 0 ? [] : [`from ${sources.join(', ')}`]),
    ...citations.map(
      ({ citation: { path, symbol }, state }) =>
        `cites ${path}${symbol === undefined ? '' : `, ${symbol}`}${state === 'there' ? '' : ` (${state})`}`,
    ),
  ];
  return lines.map((line, index) => (index === 0 ? line : `  ${line}`)).join('\n');
}

/** Both curves of a workspace's own episodes, for the terminal. */
export function figuresText({ reliability, learning, behaviors }: OwnFigures): string {
  const counts = Object.entries(behaviors).map(([status, count]) => `${count} ${status}`);
  const { later } = learning;
  return [
    `Handbook: ${counts.join(', ')}`,
    `Credences of ${reliability.episodes} episodes${reliability.ece === undefined ? '' : `: calibration error ${reliability.ece.toFixed(3)} (chance alone gives about ${(reliability.eceByChance ?? 0).toFixed(3)}), Brier score ${(reliability.brier ?? 0).toFixed(3)}`}`,
    ...reliability.bins.map(
      ({ low, high, count, predicted, observed }) =>
        `  ${percent(low)} to ${percent(high)}: held ${percent(predicted)}, came true ${percent(observed.mean)} (${percent(observed.low)} to ${percent(observed.high)}), ${count} episodes`,
    ),
    `Effort of ${learning.trend.length} solved episodes`,
    ...learning.trend
      .filter((_, index, { length }) => index === length - 1 || index % 10 === 9)
      .map(
        ({ episode, candidates, seconds }) =>
          `  up to ${episode}: ${candidates.toFixed(1)} candidates, ${seconds.toFixed(1)} s`,
      ),
    ...(later === undefined
      ? []
      : [
          `The second half took ${factorText(later.candidates)} of the candidates and ${factorText(later.seconds)} of the time of the first.`,
        ]),
  ].join('\n');
}

function armText({ solved, failed, candidates }: Arm): string {
  const tasks = solved + failed;
  const effort = candidates > 0 ? ` in ${Number(candidates.toPrecision(2))} candidates` : '';
  return `${Number(tasks.toPrecision(3))} tasks (${Number(solved.toPrecision(3))} solved${effort})`;
}

function signed({ mean, low, high }: Interval): string {
  const points = (x: number): string => `${x >= 0 ? '+' : '−'}${Math.abs(100 * x).toFixed(0)}`;
  return `${points(mean)} points (${points(low)} to ${points(high)})`;
}

function range({ mean, low, high }: Interval, digits: number): string {
  const show = (x: number): string => String(Number(x.toPrecision(digits)));
  return `${show(mean)} (${show(low)} to ${show(high)})`;
}

function factorText({ mean, low, high }: Interval): string {
  return `${percent(mean)} (${percent(low)} to ${percent(high)})`;
}

function percent(x: number): string {
  return `${(100 * x).toFixed(0)}%`;
}

import { percent } from '../loop/percent.ts';
import { ends } from '../loop/rungs.ts';
import { type Observation, RUNGS, type RungStatus } from '../loop/types.ts';
import type { CandidateView } from '../trace/view.ts';
import { h } from './dom.ts';

const SIGNS: Readonly<Record<RungStatus, string>> = {
  passed: '✓',
  failed: '✗',
  'could-not-check': '?',
  'not-covered': '○',
  flaky: '~',
  'timed-out': '⧖',
  crashed: '✗',
  skipped: '·',
};

export type OpenPlace = (path: string, line: number) => void;

/** One candidate as a row of the ladder table: how far up it got, its reward, and what was wrong with it. */
export function candidateRow(view: CandidateView, open: OpenPlace): HTMLElement {
  const { candidate, critique, reward } = view;
  const observation = view.confirmation ?? view.observation;
  const place = critique?.place;
  const link =
    place === undefined ? undefined : h('button', { class: 'link' }, `${place.path}:${place.line}`);
  if (place !== undefined) link?.addEventListener('click', () => open(place.path, place.line));
  const about = h(
    'td',
    { class: 'about' },
    h('span', { class: 'title' }, candidate.title),
    h('span', { class: 'quiet' }, candidate.skills.at(-1) ?? ''),
    critique === undefined
      ? undefined
      : h('span', { class: 'critique' }, `${critique.type}: ${critique.evidence} `, link),
    view.confirmation === undefined
      ? undefined
      : h('span', { class: 'quiet' }, 'confirmed cold, whole suite'),
  );
  return h(
    'tr',
    {
      'data-candidate': candidate.id,
      class: observation === undefined ? 'waiting' : passed(observation) ? 'passed' : 'failed',
    },
    h('td', { class: 'number' }, `${view.step + 1}`),
    ladder(observation),
    about,
    h('td', { class: 'number' }, reward === undefined ? '' : reward.total.toFixed(2)),
  );
}

function passed(observation: Observation): boolean {
  return !observation.rungs.some((rung) => ends(rung.status));
}

function ladder(observation: Observation | undefined): HTMLElement {
  const cell = h('td', { class: 'ladder' });
  if (observation === undefined) {
    cell.append(h('span', { class: 'quiet' }, 'checking…'));
    return cell;
  }
  for (const rung of RUNGS) {
    const { status, detail } = observation.rungs.find((r) => r.rung === rung) ?? {
      status: 'skipped' as const,
      detail: 'not reached',
    };
    const label = `${rung}: ${status}, ${detail}`;
    cell.append(
      h('span', { class: `rung ${status}`, title: label, role: 'img', 'aria-label': label }, SIGNS[status]),
    );
  }
  return cell;
}

/** The head of the table: the rungs by their first letters, spelled out for those who ask. */
export function ladderHead(): HTMLElement {
  const rungs = h(
    'th',
    { scope: 'col' },
    ...RUNGS.map((rung) => h('abbr', { class: 'rung', title: rung }, rung.slice(0, 1).toUpperCase())),
  );
  return h(
    'thead',
    {},
    h(
      'tr',
      {},
      h('th', { scope: 'col' }, '#'),
      rungs,
      h('th', { scope: 'col' }, 'Candidate'),
      h('th', { scope: 'col', title: 'reward' }, 'Q'),
    ),
  );
}

/** A count of what the strategy has done so far, for the table's caption. */
export function tally(candidates: readonly CandidateView[]): string {
  const seen = candidates.filter((c) => c.observation !== undefined);
  const good = seen.filter((c) => c.observation !== undefined && passed(c.observation));
  return `${candidates.length} proposed, ${seen.length} checked, ${good.length} passed (${percent(seen.length === 0 ? 0 : good.length / seen.length)})`;
}

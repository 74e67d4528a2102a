import type { TraceEvent } from '../../loop/events.ts';
import { percent } from '../../loop/percent.ts';
import { ends } from '../../loop/rungs.ts';
import type { Decision, Observation } from '../../loop/types.ts';
import { count, t } from '../shared/text.ts';
import { outcomeSign, rungWord, type Sign, verdictWord } from './words.ts';

/** An event as a line of the timeline. */
export interface EventWords {
  readonly icon: string;
  readonly kind: Sign['kind'];
  readonly title: string;
  readonly detail: string;
  /** The candidate that it is about. */
  readonly candidate?: string;
}

/** Knows candidates by their number: traces name them by ids that say nothing. */
export type NumberOf = (candidate: string) => string;

export function eventWords(event: TraceEvent, numberOf: NumberOf): EventWords {
  switch (event.type) {
    case 'started':
      return plain('play', t('Started'), event.task.request);
    case 'surveyed': {
      const { project, fileCount, tests, diagnostics } = event.survey;
      const failing = tests?.results.filter((test) => test.status === 'failed').length ?? 0;
      const facts = [
        project,
        count(fileCount, '{0} file', '{0} files'),
        count(failing, '{0} failing test', '{0} failing tests'),
        count(diagnostics.length, '{0} compile error', '{0} compile errors'),
      ];
      return plain('checklist', t('Measured the project'), facts.join(', '));
    }
    case 'recalled': {
      const names = event.behaviors.map((behavior) => behavior.name).join(', ');
      return plain('book', t('Recalled from the handbook'), names || t('nothing that fits'));
    }
    case 'released': {
      const names = event.behaviors.map((behavior) => behavior.name).join(', ');
      return plain('book', t('No longer withheld'), names);
    }
    case 'assessed': {
      const { credence, verdict, reason } = event.assessment;
      return plain('dashboard', `${verdictWord(verdict)}, ${percent(credence)}`, reason);
    }
    case 'strategy': {
      const first = event.strategy.weights.toSorted((a, b) => b.weight - a.weight).slice(0, 3);
      return plain(
        'settings',
        t('Strategy'),
        first.map(({ skill, weight }) => `${skill} ${percent(weight)}`).join(', '),
      );
    }
    case 'sent': {
      const tokens = event.prompt.blocks.reduce((sum, block) => sum + block.tokens, 0);
      return plain(
        'comment',
        t('Asked {0}', event.prompt.model),
        `${event.prompt.skill}, ${count(tokens, '{0} token', '{0} tokens')}`,
      );
    }
    case 'proposed':
      return about(
        event.candidate.id,
        plain('lightbulb', t('Proposed {0}', numberOf(event.candidate.id)), event.candidate.title),
      );
    case 'declined':
      return plain(
        'circle-slash',
        event.final ? t('{0} is done', event.skill) : t('{0} has none now', event.skill),
        event.reason,
      );
    case 'observed': {
      const { candidate } = event.observation;
      return about(
        candidate,
        checked(event.observation, t('Checked {0}', numberOf(candidate)), event.reward.total),
      );
    }
    case 'critiqued': {
      const { candidate, type, evidence, advice } = event.critique;
      return about(
        candidate,
        plain(
          'comment-discussion',
          t('Critique of {0}: {1}', numberOf(candidate), type),
          `${evidence} ${advice}`,
        ),
      );
    }
    case 'reproduced': {
      const title = event.shows ? t('A new test shows the fault') : t('A new test shows nothing');
      return plain('beaker', title, event.reason ?? event.test.claim);
    }
    case 'decided': {
      const { chance, value, price } = event.numbers;
      const numbers = t(
        '{0} chance × {1} value against {2}',
        percent(chance),
        value.toFixed(2),
        price.toFixed(4),
      );
      const words = plain(
        'milestone',
        decisionTitle(event.decision, numberOf),
        `${event.decision.reason} (${numbers})`,
      );
      return 'candidate' in event.decision ? about(event.decision.candidate, words) : words;
    }
    case 'confirmed':
      return about(
        event.candidate,
        checked(event.observation, t('Confirmed {0} cold', numberOf(event.candidate))),
      );
    case 'compared': {
      const clusters = new Set(event.comparison.behaviours.map((each) => each.cluster)).size;
      return plain(
        'git-compare',
        t('Compared the patches that pass'),
        event.comparison.reason ?? count(clusters, '{0} behaviour', '{0} behaviours'),
      );
    }
    case 'spent':
      return plain(
        'graph',
        t('Spent'),
        t(
          '{0} s, {1} candidates, {2} tokens',
          event.spend.seconds.toFixed(1),
          event.spend.candidates,
          event.spend.tokens,
        ),
      );
    case 'ledger':
      return plain(
        'credit-card',
        t('Model account'),
        t(
          '{0} calls, {1} tokens, {2}',
          event.account.calls,
          event.account.tokens,
          `$${event.account.dollars.toFixed(4)}`,
        ),
      );
    case 'reflected':
      return plain('mortar-board', t('Learned'), event.reflection.summary.join(' '));
    case 'outcome': {
      const sign = outcomeSign(event.verdict);
      return { icon: sign.icon, kind: sign.kind, title: sign.word, detail: event.reason };
    }
    default:
      return plain('circle-small', (event as { readonly type: string }).type, '');
  }
}

function plain(icon: string, title: string, detail: string): EventWords {
  return { icon, kind: '', title, detail };
}

function about(candidate: string, words: EventWords): EventWords {
  return { ...words, candidate };
}

/** How far up the ladder it came, in words. */
function checked({ rungs }: Observation, title: string, reward?: number): EventWords {
  const stopped = rungs.find((rung) => ends(rung.status));
  const worth = reward === undefined ? '' : t(', reward {0}', reward.toFixed(2));
  if (stopped === undefined)
    return { icon: 'check', kind: 'good', title, detail: t('passed every rung it reached{0}', worth) };
  return {
    icon: 'close',
    kind: 'bad',
    title,
    detail: t('{0}: {1}{2}', rungWord(stopped.rung), stopped.detail, worth),
  };
}

export function decisionTitle(decision: Decision, numberOf: NumberOf): string {
  switch (decision.kind) {
    case 'continue':
      return t('Go on');
    case 'repair':
      return t('Repair {0}', numberOf(decision.candidate));
    case 'backtrack':
      return t('Go back to {0}', numberOf(decision.candidate));
    case 'refresh':
      return t('Start {0} afresh', decision.skill);
    case 'ask':
      return t('Ask you');
    case 'escalate':
      return t('Hand over to you');
    case 'confirm':
      return t('Confirm {0}', numberOf(decision.candidate));
    case 'switch':
      return t('Switch to {0}', decision.skill);
    case 'stop':
      return t('Stop');
  }
}

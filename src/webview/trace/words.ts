import type { OutcomeVerdict, RungName, RungStatus, Verdict, View } from '../../loop/types.ts';
import type { Standing } from '../../trace/ladder.ts';
import type { Settled } from '../../trace/settled.ts';
import { t } from '../shared/text.ts';
import type { ChapterFilter, StandingFilter, Tab } from './choices.ts';

/** An icon of the editor, a colour of the style sheet, and the word for both. */
export interface Sign {
  readonly icon: string;
  readonly kind: 'good' | 'bad' | 'warn' | 'faint' | '';
  readonly word: string;
}

/** How a rung ended. Each has a shape of its own, so that colour is not all there is. */
export function rungSign(status: RungStatus): Sign {
  switch (status) {
    case 'passed':
      return { icon: 'check', kind: 'good', word: t('passed') };
    case 'failed':
      return { icon: 'close', kind: 'bad', word: t('failed') };
    case 'timed-out':
      return { icon: 'watch', kind: 'bad', word: t('took too long') };
    case 'crashed':
      return { icon: 'flame', kind: 'bad', word: t('crashed') };
    case 'could-not-check':
      return { icon: 'question', kind: 'warn', word: t('could not be checked') };
    case 'not-covered':
      return { icon: 'circle-large-outline', kind: 'warn', word: t('no test runs the changed code') };
    case 'flaky':
      return { icon: 'arrow-swap', kind: 'warn', word: t('only flaky tests failed') };
    case 'skipped':
      return { icon: 'dash', kind: 'faint', word: t('not reached') };
  }
}

export function rungWord(rung: RungName): string {
  switch (rung) {
    case 'apply':
      return t('Apply');
    case 'parse':
      return t('Parse');
    case 'integrity':
      return t('Integrity');
    case 'types':
      return t('Types');
    case 'lint':
      return t('Lint');
    case 'tests':
      return t('Tests');
    case 'suite':
      return t('Suite');
  }
}

export function standingSign(standing: Standing): Sign {
  switch (standing) {
    case 'waiting':
      return { icon: 'loading', kind: 'faint', word: t('being checked') };
    case 'failed':
      return { icon: 'close', kind: 'bad', word: t('failed') };
    case 'passed':
      return { icon: 'check', kind: 'good', word: t('passed the search') };
    case 'confirmed':
      return { icon: 'verified-filled', kind: 'good', word: t('confirmed cold') };
    case 'contradicted':
      return { icon: 'warning', kind: 'warn', word: t('passed the search, refused by the cold run') };
  }
}

export function standingName(standing: StandingFilter): string {
  switch (standing) {
    case 'all':
      return t('All candidates');
    case 'confirmed':
      return t('Confirmed');
    case 'passed':
      return t('Passed');
    case 'failed':
      return t('Failed');
    case 'contradicted':
      return t('Contradicted');
    case 'waiting':
      return t('Waiting');
  }
}

export function chapterName(chapter: ChapterFilter): string {
  switch (chapter) {
    case 'milestones':
      return t('Milestones');
    case 'all':
      return t('Everything');
    case 'judgement':
      return t('Judgement');
    case 'strategy':
      return t('Strategy');
    case 'candidates':
      return t('Candidates');
    case 'decisions':
      return t('Decisions');
    case 'models':
      return t('Models');
    case 'learning':
      return t('Learning');
  }
}

export function tabName(tab: Tab): string {
  switch (tab) {
    case 'overview':
      return t('Overview');
    case 'candidates':
      return t('Candidates');
    case 'timeline':
      return t('Timeline');
    case 'prompts':
      return t('Prompts');
  }
}

export function verdictWord(verdict: Verdict): string {
  switch (verdict) {
    case 'solve':
      return t('Worth trying');
    case 'ask':
      return t('Needs an answer first');
    case 'escalate':
      return t('Needs you');
    case 'abstain':
      return t('Better left alone');
  }
}

export function outcomeSign(verdict: OutcomeVerdict): Sign {
  switch (verdict) {
    case 'solved':
      return { icon: 'verified-filled', kind: 'good', word: t('Solved') };
    case 'asked':
      return { icon: 'question', kind: 'warn', word: t('A question for you') };
    case 'escalated':
      return { icon: 'account', kind: 'warn', word: t('Needs you') };
    case 'abstained':
      return { icon: 'circle-slash', kind: 'warn', word: t('Declined') };
    case 'exhausted':
      return { icon: 'circle-slash', kind: 'warn', word: t('Not solved') };
    case 'cancelled':
      return { icon: 'debug-stop', kind: 'faint', word: t('Stopped') };
  }
}

export function settledWord(settled: Settled): string {
  switch (settled) {
    case 'accepted':
      return t('accepted');
    case 'in-part':
      return t('accepted in part');
    case 'another':
      return t('another one accepted');
    case 'discarded':
      return t('discarded');
    case 'answered':
      return t('answered');
    case 'left':
      return t('not taken up');
  }
}

export function viewName(name: View['name']): string {
  switch (name) {
    case 'capability':
      return t('Capability');
    case 'information':
      return t('Information');
    case 'verifiability':
      return t('Verifiability');
    case 'mission':
      return t('Mission');
    case 'cost':
      return t('Cost');
  }
}

/** Seconds since the beginning, short. */
export function time(seconds: number): string {
  if (seconds < 60) return t('{0} s', seconds.toFixed(1));
  return t('{0} min {1} s', Math.floor(seconds / 60), Math.floor(seconds % 60));
}

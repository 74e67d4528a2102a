import type { TraceEvent } from '../loop/events.ts';

/** What an event is about, for a person who looks for something. */
export type Chapter = 'judgement' | 'strategy' | 'candidates' | 'decisions' | 'models' | 'learning';

export const CHAPTERS = [
  'judgement',
  'strategy',
  'candidates',
  'decisions',
  'models',
  'learning',
] as const satisfies readonly Chapter[];

export function chapterOf(event: TraceEvent): Chapter {
  switch (event.type) {
    case 'strategy':
    case 'declined':
      return 'strategy';
    case 'proposed':
    case 'observed':
    case 'critiqued':
      return 'candidates';
    case 'decided':
    case 'confirmed':
    case 'compared':
      return 'decisions';
    case 'sent':
    case 'ledger':
    case 'spent':
      return 'models';
    case 'recalled':
    case 'released':
    case 'reflected':
      return 'learning';
    default:
      return 'judgement';
  }
}

/** Whether an event changes what a person would say of the episode; thousands of candidates do not. */
export function isMilestone(event: TraceEvent): boolean {
  switch (event.type) {
    case 'proposed':
    case 'observed':
    case 'critiqued':
    case 'ledger':
    case 'declined':
    case 'strategy':
      return false;
    case 'decided':
      return event.decision.kind !== 'continue';
    default:
      return true;
  }
}

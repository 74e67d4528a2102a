import type { TraceEvent } from '../loop/events.ts';

/** What a progress notification says while an event is the latest; undefined when it changes nothing there. */
export function progressMessage(event: TraceEvent): string | undefined {
  switch (event.type) {
    case 'started':
      return 'measuring the project…';
    case 'surveyed':
      return 'judging whether it can be solved…';
    case 'assessed':
      return `credence ${Math.round(event.assessment.credence * 100)}%`;
    case 'proposed':
      return `candidate ${event.step + 1}: ${event.candidate.title}`;
    case 'decided':
      return event.decision.kind === 'confirm' ? 'confirming with the whole suite, cold…' : undefined;
    default:
      return undefined;
  }
}

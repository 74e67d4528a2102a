import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { INTERNAL_COMMANDS } from '../../../src/vscode/commands.ts';
import * as editor from '../../support/editor.ts';
import { sampleTrace } from '../trace/sample-trace.ts';

const texts: string[] = [];
const item = {
  command: '',
  set text(text: string) {
    texts.push(text);
  },
  show: () => undefined,
  dispose: () => undefined,
};
vi.mock('vscode', () => ({
  ...editor,
  StatusBarAlignment: { Left: 1 },
  MarkdownString: class {
    appendText(): void {}
    appendMarkdown(): void {}
  },
  window: { ...editor.window, createStatusBarItem: () => item },
}));
const { Status } = await import('../../../src/vscode/status.ts');

const find = <T extends TraceEvent['type']>(type: T): Extract<TraceEvent, { type: T }> => {
  const found = sampleTrace().find((event) => event.type === type);
  if (found === undefined) throw new Error(`the sample has no event “${type}”`);
  return found as Extract<TraceEvent, { type: T }>;
};

beforeEach(() => {
  texts.length = 0;
  vi.useFakeTimers();
});

describe('the status bar', () => {
  it('is drawn a few times in a second, however many candidates come, and ends with how it ended', () => {
    const status = new Status();
    status.working();
    status.follow(find('assessed'));
    for (let n = 0; n < 1_000; n += 1) status.follow(find('proposed'));
    expect(texts).toEqual(['$(loading~spin) Credence']);
    vi.advanceTimersByTime(200);
    expect(texts.at(-1)).toMatch(/^\$\(loading~spin\) Credence \d+%/);
    expect(texts).toHaveLength(2);
    status.follow(find('proposed'));
    status.finished(find('outcome').outcome);
    vi.advanceTimersByTime(1_000);
    expect(texts.at(-1)).toMatch(/^\$\(verified\) Credence \d+%/);
    expect(texts).toHaveLength(3);
    expect(item.command).toBe(INTERNAL_COMMANDS.followTrace);
  });

  it('tells no credence of what waits for the person, such as tests that cannot be run', () => {
    const status = new Status();
    const { candidate: _, ...outcome } = find('outcome').outcome;
    status.finished({ ...outcome, verdict: 'escalated', credence: 0.0006 });
    expect(texts.at(-1)).toMatch(/^\$\([\w-]+\) Credence$/);
    status.finished({ ...outcome, verdict: 'exhausted', credence: 0.12 });
    expect(texts.at(-1)).toMatch(/ 12%/);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { TraceFold } from '../../../src/trace/fold.ts';
import { COLUMNS, type Paint, width } from '../../../src/trace/layout.ts';
import { renderEvent } from '../../../src/trace/text.ts';
import type { View } from '../../../src/trace/view.ts';
import { longTrace } from './long-trace.ts';
import { sampleTrace } from './sample-trace.ts';

const same = (text: string): string => text;
const PLAIN: Paint = { bold: same, dim: same, green: same, red: same, yellow: same, cyan: same };

function show(events: readonly TraceEvent[]): { readonly text: string; readonly view: View } {
  const fold = new TraceFold();
  const lines: string[] = [];
  for (const event of events) {
    fold.add(event);
    lines.push(...renderEvent(event, PLAIN, fold.view).map((line) => line.trimEnd()));
  }
  return { text: `${lines.join('\n')}\n`, view: fold.view };
}

describe('the trace as text', () => {
  it('shows the episode as a person should see it', () => {
    const golden = join(import.meta.dirname, '../../fixtures/trace/solved.txt');
    const { text } = show(sampleTrace());
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  it('tells a long search in short: what passes, and how many failed where', () => {
    const lines = show(longTrace(1000)).text.split('\n');
    const own = lines.filter((line) => /^ {2}#\d+ /.test(line) && !line.includes(' to '));
    // The first thirty, and the three that pass.
    expect(own.length).toBe(33);
    expect(own.slice(-3).map((line) => line.trim().split(/\s/, 1)[0])).toEqual(['#100', '#200', '#300']);
    expect(lines).toContain('  #31 to #100: 69 candidates: 69 failed a test');
    expect(lines).toContain('  #101 to #300: 198 candidates: 198 failed a test');
    // The more there are, the fewer the lines: the next would come at a thousand.
    expect(lines.filter((line) => / to #/.test(line)).length).toBe(2);
  });

  it('fits its columns, whatever the texts, and never lets them steer the terminal', () => {
    const nasty = `${'wide 漢字 '.repeat(60)}\u001b[2J\r\n${'x'.repeat(300)}`;
    const loud = JSON.parse(JSON.stringify(sampleTrace()), (key, value) =>
      ['request', 'title', 'reason', 'detail', 'why', 'message', 'name', 'instruction'].includes(key) &&
      key !== 'kind'
        ? nasty
        : value,
    ) as TraceEvent[];
    for (const line of show(loud).text.split('\n')) {
      expect(width(line)).toBeLessThanOrEqual(COLUMNS);
      expect(line).not.toMatch(/\p{Cc}/u);
    }
  });

  it('never shows a tick for what could not be checked', () => {
    const events = sampleTrace().map((event) =>
      event.type === 'observed'
        ? {
            ...event,
            observation: {
              ...event.observation,
              rungs: event.observation.rungs.map((r) => ({ ...r, status: 'could-not-check' as const })),
            },
          }
        : event,
    );
    const line = show(events)
      .text.split('\n')
      .find((each) => each.startsWith('  #1'));
    expect(line).toContain('– apply – parse – types – tests');
    expect(line).not.toContain('✓');
  });

  it('does not cut a patch', () => {
    const long = `+${'a'.repeat(400)}`;
    const events = sampleTrace().map((e) =>
      e.type === 'outcome' ? { ...e, diff: `--- a\n+++ b\n${long}\n` } : e,
    );
    expect(show(events).text).toContain(long);
  });
});

describe('the trace as a view', () => {
  it('gathers each candidate with its ladder, reward, critique and confirmation', () => {
    const { view } = show(sampleTrace());
    expect(
      view.candidates.map((c) => [c.step, c.reward?.total, c.critique?.type, c.confirmation?.candidate]),
    ).toEqual([
      [0, 0.3, 'logic', undefined],
      [1, 0.42, undefined, undefined],
      [2, 1, undefined, 'c3'],
    ]);
    expect(view.strategies).toHaveLength(1);
    expect(view.decisions.map((d) => d.decision.kind)).toEqual(['continue', 'confirm', 'stop']);
    expect(view.withheld.map((b) => b.name)).toEqual(['prefer-guard']);
    expect(view.outcome?.verdict).toBe('solved');
    expect(view.diff).toContain('@@');
    expect(view.spend?.candidates).toBe(3);
  });

  it('ignores what it does not know', () => {
    const fold = TraceFold.of(sampleTrace());
    const before = structuredClone(fold.view);
    const unknown = { at: 9, type: 'dreamt' } as unknown as TraceEvent;
    fold.add(unknown);
    expect(fold.view).toEqual({ ...before, at: 9 });
    expect(renderEvent(unknown, PLAIN)).toEqual([]);
  });
});

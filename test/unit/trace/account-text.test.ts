import { describe, expect, it } from 'vitest';
import type { ModelAccount, TraceEvent } from '../../../src/loop/events.ts';
import { accountText } from '../../../src/trace/account-text.ts';
import { TraceFold } from '../../../src/trace/fold.ts';
import { renderEvent } from '../../../src/trace/text.ts';

const account: ModelAccount = {
  ...{ calls: 3, tokens: 5210, dollars: 0.0123, unpriced: 0 },
  ...{ possible: { calls: 0, tokens: 0, dollars: 0 }, reserved: { tokens: 0, dollars: 0 }, models: [] },
};
const same = (text: string): string => text;
const paint = { bold: same, dim: same, green: same, red: same, yellow: same, cyan: same };

describe('the account of the models', () => {
  it('is one line', () => {
    expect(accountText(account)).toBe('3 calls, 5,210 tokens, $0.0123');
  });

  it('does not hide what is uncertain about it', () => {
    const possible = { calls: 1, tokens: 20, dollars: 0.002 };
    expect(accountText({ ...account, calls: 1, possible, unpriced: 2 })).toBe(
      '1 call, 5,210 tokens, $0.0123, 1 answer broke off and may cost $0.0020 more, 2 calls at an unknown price',
    );
  });

  it('is told as it grows, and the last one holds', () => {
    const event: TraceEvent = { at: 1, type: 'ledger', account };
    expect(renderEvent(event, paint)).toEqual(['model        3 calls, 5,210 tokens, $0.0123']);
    const later: TraceEvent = { at: 2, type: 'ledger', account: { ...account, calls: 4 } };
    expect(TraceFold.of([event, later]).view.account?.calls).toBe(4);
  });
});

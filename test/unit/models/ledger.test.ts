import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ledger, openLedger, type Reservation } from '../../../src/models/ledger.ts';
import { admit } from '../../../src/models/reservation.ts';
import { countsOf, mostInput, mostPrompt } from '../../../src/models/tokens.ts';
import { unpricedWatch } from '../../../src/models/unpriced.ts';

const payee = { model: 'm', slot: 'fast' } as const;

function granted(ledger: Ledger, tokens: number, dollars: number | undefined = 0): Reservation {
  const reservation = ledger.reserve(payee, { tokens, dollars });
  if ('refused' in reservation) throw new Error(reservation.refused);
  return reservation;
}

describe('the account', () => {
  it('holds its caps whatever is asked, answered, broken off and asked beside it', () => {
    const step = fc.record({
      tokens: fc.nat(400),
      dollars: fc.double({ min: 0, max: 0.4, noNaN: true }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      closes: fc.constantFrom('settle', 'abandon', 'release', 'later'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ledger = openLedger({ tokens: 1000, dollars: 1 });
        const open: (() => void)[] = [];
        for (const { tokens, dollars, share, closes } of steps) {
          const reservation = ledger.reserve(payee, { tokens, dollars });
          if (!('refused' in reservation)) {
            const cost = { tokens: Math.floor(tokens * share), dollars: dollars * share };
            const close = (): void =>
              closes === 'release'
                ? reservation.release()
                : closes === 'abandon'
                  ? reservation.abandon()
                  : reservation.settle(cost);
            if (closes === 'later') open.push(close);
            else close();
          }
          const { spent, possible, reserved } = parts(ledger);
          expect(spent.tokens + possible.tokens + reserved.tokens).toBeLessThanOrEqual(1000);
          expect(spent.dollars + possible.dollars + reserved.dollars).toBeLessThanOrEqual(1 + 1e-9);
        }
        for (const close of open) close();
        expect(ledger.account().reserved.tokens).toBe(0);
        expect(ledger.account().reserved.dollars).toBeCloseTo(0, 9);
      }),
    );
  });

  it('closes each attempt once: what comes later is not charged again', () => {
    const ledger = openLedger({ tokens: 100, dollars: 1 });
    const reservation = granted(ledger, 50, 0.5);
    reservation.settle({ tokens: 20, dollars: 0.2 });
    reservation.settle({ tokens: 20, dollars: 0.2 });
    reservation.abandon();
    reservation.release();
    expect(ledger.account()).toMatchObject({
      ...{ calls: 1, tokens: 20, dollars: 0.2 },
      ...{ possible: { calls: 0 }, reserved: { tokens: 0, dollars: 0 } },
    });
  });

  it('lets one of two that want the last of it have it', () => {
    const ledger = openLedger({ tokens: 100, dollars: 1 });
    granted(ledger, 60);
    expect(ledger.reserve(payee, { tokens: 60, dollars: 0 })).toEqual({
      refused: expect.stringMatching(/could take 60 tokens, and 40 of the budget's 100 are left\. Raise/),
    });
  });

  it('counts what broke off against the caps, though it is not spent', () => {
    const ledger = openLedger({ tokens: 100, dollars: 1 });
    granted(ledger, 60, 0.9).abandon();
    expect(ledger.room()).toEqual({ tokens: 40, dollars: expect.closeTo(0.1) });
    expect(ledger.account()).toMatchObject({ calls: 0, dollars: 0 });
  });

  it('of no tokens allows no call, of no dollars what is free', () => {
    expect(openLedger({ tokens: 0, dollars: 1 }).reserve(payee, { tokens: 0, dollars: 0 })).toHaveProperty(
      'refused',
    );
    const free = openLedger({ tokens: 100, dollars: 0 });
    expect(free.reserve(payee, { tokens: 1, dollars: 0.01 })).toHaveProperty('refused');
    expect(free.reserve(payee, { tokens: 1, dollars: undefined })).toEqual({
      refused: expect.stringMatching(/price of the model is not known.*table of prices/),
    });
    granted(free, 1, 0);
  });

  it('tells each change, by model and slot, and what has no price', () => {
    const told: unknown[] = [];
    const ledger = openLedger({ tokens: 1000, dollars: 1 }, (account) => told.push(account));
    granted(ledger, 10).settle({ tokens: 10, dollars: 0.1 });
    granted(ledger, 10).settle({ tokens: 5, dollars: undefined });
    granted(ledger, 10).release();
    expect(told).toHaveLength(2);
    expect(told.at(-1)).toMatchObject({
      ...{ calls: 2, tokens: 15, unpriced: 1 },
      models: [{ model: 'm', slot: 'fast', calls: 2, tokens: 15, dollars: 0.1 }],
    });
  });
});

describe('a call whose price nobody knows', () => {
  it('is told once, with the cap that still holds', () => {
    const told: string[] = [];
    const ledger = openLedger(
      { tokens: 9000, dollars: 2 },
      unpricedWatch({ tokens: 9000, dollars: 2 }, (message) => told.push(message)),
    );
    const call = (dollars: number | undefined): void => {
      const aside = ledger.reserve({ model: 'm', slot: 'fast' }, { tokens: 100, dollars });
      if ('settle' in aside) aside.settle({ tokens: 100, dollars });
    };
    call(0.01);
    expect(told).toEqual([]);
    call(undefined);
    call(undefined);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/cap of \$2 does not bound it, the cap of 9,000 tokens does/);
    expect(ledger.account()).toMatchObject({ unpriced: 2, tokens: 300, dollars: 0.01 });
  });
});

describe('what is set aside for a call', () => {
  const request = { system: 'x'.repeat(300), user: 'y'.repeat(300), maxTokens: 1000, temperature: 0 };
  const input = mostInput(request);
  const price = { input: 10, output: 100 };
  const to = { payee, price: undefined, ledger: undefined, contextTokens: undefined };

  it('is the whole answer where there is room for it', () => {
    const ledger = openLedger({ tokens: 10_000, dollars: 1 });
    expect(admit(request, { ...to, price, ledger })).toMatchObject({ kind: 'admitted', maxTokens: 1000 });
    expect(ledger.account().reserved.tokens).toBe(input + 1000);
  });

  it('is as long an answer as the tokens, the dollars and the context leave', () => {
    const byTokens = openLedger({ tokens: input + 700, dollars: 1 });
    expect(admit(request, { ...to, price, ledger: byTokens })).toMatchObject({ maxTokens: 700 });
    const byDollars = openLedger({ tokens: 10_000, dollars: (input * 10 + 600 * 100) / 1e6 });
    expect(admit(request, { ...to, price, ledger: byDollars })).toMatchObject({ maxTokens: 600 });
    const prompt = mostPrompt(request);
    expect(admit(request, { ...to, contextTokens: prompt + 500 })).toMatchObject({ maxTokens: 500 });
  });

  it('has room for what a template adds to the prompt', () => {
    const counted = { input: 600 / 3 + 900, output: 1000 };
    const { input: charged, output } = countsOf(request, { text: 'a'.repeat(999), thought: '', counted });
    expect({ charged, output }).toEqual({ charged: counted.input, output: 1000 });
    const ledger = openLedger({ tokens: 10_000, dollars: 1 });
    admit(request, { ...to, price, ledger });
    expect(ledger.account().reserved.tokens).toBeGreaterThanOrEqual(charged + output);
  });

  it('is no longer an answer than the server writes', () => {
    const ledger = openLedger({ tokens: 10_000, dollars: 1 });
    expect(admit(request, { ...to, ledger, longestReply: 400 })).toMatchObject({ maxTokens: 400 });
    expect(ledger.account().reserved.tokens).toBe(input + 400);
    // Even where that is less than what is of use elsewhere: it would refuse more.
    expect(admit(request, { ...to, longestReply: 100 })).toMatchObject({ maxTokens: 100 });
  });

  it('is nothing where what is left would not do, and says which limit it is', () => {
    expect(admit(request, { ...to, ledger: openLedger({ tokens: input + 100, dollars: 1 }) })).toMatchObject({
      ...{ kind: 'refused', reason: 'over-budget', message: expect.stringContaining('m was not asked') },
    });
    expect(admit(request, { ...to, contextTokens: 100 })).toMatchObject({
      ...{ kind: 'refused', reason: 'too-long', message: expect.stringContaining('which holds 100') },
    });
  });
});

function parts(ledger: Ledger) {
  const { tokens, dollars, possible, reserved } = ledger.account();
  return { spent: { tokens, dollars }, possible, reserved };
}

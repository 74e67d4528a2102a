import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEditorCalls } from '../../../src/engine/editor-calls.ts';
import { type FromEngine, type ToEngine, toEngine } from '../../../src/engine/protocol.ts';
import { type EditorModelOptions, editorModel } from '../../../src/models/editor-model.ts';
import { openLedger } from '../../../src/models/ledger.ts';
import { mostInput } from '../../../src/models/tokens.ts';

const request = { system: 'You fix code.', user: 'Fix it.', maxTokens: 50, temperature: 0.2 };
const never = new AbortController().signal;
type Question = Extract<FromEngine, { type: 'ask-model' }>;

/** Both ends of the channel as it is between two processes: what crosses it is JSON and passes the schema. */
function connect(
  answer: (question: Question, say: (message: ToEngine) => void) => void,
  over: Partial<EditorModelOptions> = {},
) {
  const sent: FromEngine[] = [];
  const calls = createEditorCalls((message) => {
    sent.push(JSON.parse(JSON.stringify(message)));
    if (message.type !== 'ask-model') return;
    setTimeout(() =>
      answer(message, (said) => calls.receive(toEngine.parse(JSON.parse(JSON.stringify(said))))),
    );
  });
  const ledger = openLedger({ tokens: 10_000, dollars: 1 });
  const channel = calls.channel('run-1');
  const model = editorModel({ editor: 'copilot-x', name: 'X (copilot)', channel, ledger, ...over });
  return { model, sent, ledger };
}

describe('a model of the editor', () => {
  it('is asked over the channel, and its answer put together and counted', async () => {
    const { model, sent, ledger } = connect(({ call }, say) => {
      say({ type: 'model-said', call, text: 'Hällo ' });
      say({ type: 'model-said', call, text: 'wörld' });
      say({ type: 'model-done', call, counted: { input: 11, output: 7 } });
    });
    expect(await model.complete(request, never)).toMatchObject({
      ...{ kind: 'text', text: 'Hällo wörld', truncated: false, usage: { tokens: 18, dollars: 0, calls: 1 } },
    });
    expect(sent).toEqual([
      {
        ...{ type: 'ask-model', id: 'run-1', call: expect.any(String), editor: 'copilot-x' },
        ...{ system: 'You fix code.', user: 'Fix it.', maxTokens: 50, temperature: 0.2 },
      },
    ]);
    expect(ledger.account()).toMatchObject({ calls: 1, tokens: 18, unpriced: 0, reserved: { tokens: 0 } });
  });

  it('costs no dollars whatever its maker asks elsewhere, but what the own table says', async () => {
    const answer: Parameters<typeof connect>[0] = ({ call }, say) =>
      say({ type: 'model-done', call, counted: { input: 500_000, output: 0 } });
    const broke = { name: 'gpt-4o', ledger: openLedger({ tokens: 10_000, dollars: 0 }) };
    const words: Parameters<typeof connect>[0] = (question, say) => {
      say({ type: 'model-said', call: question.call, text: 'Fixed.' });
      answer(question, say);
    };
    expect(await connect(words, broke).model.complete(request, never)).toMatchObject({
      ...{ kind: 'text', usage: { dollars: 0, calls: 1 } },
    });
    const prices = { 'gpt-*': { input: 1, output: 1 } };
    expect(await connect(words, { ...broke, prices }).model.complete(request, never)).toMatchObject({
      reason: 'over-budget',
    });
  });

  it.each([
    ['unauthorised', 'You did not allow it. Allow it.'],
    ['rate-limited', 'The quota is used up. Wait.'],
    ['too-long', 'It does not fit. Choose another.'],
  ] as const)('that says %s is quoted and charged nothing', async (reason, message) => {
    const { model, ledger } = connect(({ call }, say) =>
      say({ type: 'model-failed', call, reason, message }),
    );
    expect(await model.complete(request, never)).toMatchObject({
      ...{ kind: 'failed', reason, message, retryable: false },
    });
    expect(ledger.account()).toMatchObject({ calls: 0, possible: { calls: 0 }, reserved: { tokens: 0 } });
  });

  it('that breaks off in the middle is charged as possible', async () => {
    const { model, ledger } = connect(({ call }, say) => {
      say({ type: 'model-said', call, text: 'Once upon' });
      say({ type: 'model-failed', call, reason: 'server-error', message: 'It broke. Try again.' });
    });
    expect(await model.complete(request, never)).toMatchObject({ kind: 'failed', retryable: true });
    expect(ledger.account()).toMatchObject({ calls: 0, possible: { calls: 1 }, reserved: { tokens: 0 } });
    expect(ledger.account().possible.tokens).toBe(mostInput(request) + request.maxTokens);
  });

  it('that falls silent is left, and told so', async () => {
    const { model, sent } = connect(({ call }, say) => say({ type: 'model-said', call, text: 'Once' }), {
      stallSeconds: 0.05,
    });
    expect(await model.complete(request, never)).toMatchObject({
      ...{
        kind: 'failed',
        reason: 'stalled',
        message: expect.stringMatching(/X \(copilot\) fell silent for more than 0.05 s.*Try/),
      },
    });
    expect(sent.at(-1)).toMatchObject({ type: 'stop-model', id: 'run-1' });
  });

  it('that says nothing at all is told with the time it was given, and may have thought', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { model, ledger } = connect(() => {});
    const reply = model.complete(request, never);
    await vi.advanceTimersByTimeAsync(119_000);
    expect(ledger.account().reserved.tokens).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await reply).toMatchObject({ message: expect.stringContaining('more than 120 s') });
    expect(ledger.account()).toMatchObject({ possible: { calls: 1 }, reserved: { tokens: 0 } });
  });

  it('that never ends is ended at the length that was asked for', async () => {
    const { model, sent } = connect(({ call }, say) => {
      const timer = setInterval(() => say({ type: 'model-said', call, text: 'and so on '.repeat(9) }), 1);
      setTimeout(() => clearInterval(timer), 500);
    });
    expect(await model.complete(request, never)).toMatchObject({ kind: 'text', truncated: true });
    expect(sent.at(-1)).toMatchObject({ type: 'stop-model' });
  });

  it('is stopped at once, and what it says afterwards is of no interest', async () => {
    const stop = new AbortController();
    const { model, sent, ledger } = connect(({ call }, say) => {
      stop.abort();
      say({ type: 'model-said', call, text: 'too late' });
      say({ type: 'model-done', call });
    });
    expect(await model.complete(request, stop.signal)).toMatchObject({ kind: 'failed', reason: 'cancelled' });
    expect(sent.map(({ type }) => type)).toEqual(['ask-model', 'stop-model']);
    expect(ledger.account()).toMatchObject({ calls: 0, reserved: { tokens: 0 } });
    expect(await model.complete(request, stop.signal)).toMatchObject({ reason: 'cancelled' });
    expect(sent).toHaveLength(2);
  });

  it('is not asked what it cannot hold or the budget does not allow', async () => {
    const small = connect(() => {}, { contextTokens: 20 });
    expect(await small.model.complete(request, never)).toMatchObject({ reason: 'too-long' });
    const poor = connect(() => {}, { ledger: openLedger({ tokens: 10, dollars: 1 }) });
    expect(await poor.model.complete(request, never)).toMatchObject({ reason: 'over-budget' });
    expect([...small.sent, ...poor.sent]).toEqual([]);
  });
});

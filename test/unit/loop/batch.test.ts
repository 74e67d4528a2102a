import { expect, it } from 'vitest';
import { evaluateBatch } from '../../../src/loop/batch.ts';
import type { CancelSignal } from '../../../src/loop/types.ts';
import { aCandidate, anObservation } from '../../support/world.ts';

const NEVER = new AbortController().signal;
const soon = (known: boolean, spared = '') => ({
  known: new Promise<boolean>((resolve) => setTimeout(() => resolve(known), 5)),
  spares: ({ id }: { readonly id: string }) => id === spared,
});

/** `quick` is observed at once; `slow` once it is let go, or when it is cut off. */
function twoCandidates() {
  const heard: CancelSignal[] = [];
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return {
    batch: [aCandidate('slow'), aCandidate('quick')],
    evaluate: async ({ id }: { readonly id: string }, signal: CancelSignal) => {
      heard.push(signal);
      const cutOff = new Promise<void>((resolve) => signal.addEventListener('abort', resolve));
      if (id === 'slow') await Promise.race([held, cutOff]);
      return anObservation(id, 'passes');
    },
    heard,
    letGo: () => letGo(),
  };
}

it('what is under way when nobody waits for it any more is cut off, and what was seen by then counts', async () => {
  const { batch, evaluate, heard } = twoCandidates();
  const found = await evaluateBatch(batch, evaluate, soon(true), NEVER);
  expect(found.map((each) => each?.candidate)).toEqual([undefined, 'quick']);
  expect(heard.every(({ aborted }) => aborted)).toBe(true);
});

it('what is spared is waited for, and still ends with all else', async () => {
  const { batch, evaluate, letGo } = twoCandidates();
  setTimeout(letGo, 20);
  const found = await evaluateBatch(batch, evaluate, soon(true, 'slow'), NEVER);
  expect(found.map((each) => each?.candidate)).toEqual(['slow', 'quick']);

  const again = twoCandidates();
  const person = new AbortController();
  setTimeout(() => person.abort(), 20);
  const stopped = await evaluateBatch(again.batch, again.evaluate, soon(true, 'slow'), person.signal);
  expect(stopped.map((each) => each?.candidate)).toEqual([undefined, 'quick']);
});

it('all are waited for where the cold run beside them has refuted its patch', async () => {
  const { batch, evaluate, heard, letGo } = twoCandidates();
  setTimeout(letGo, 20);
  const found = await evaluateBatch(batch, evaluate, soon(false), NEVER);
  expect(found.map((each) => each?.candidate)).toEqual(['slow', 'quick']);
  expect(heard.some(({ aborted }) => aborted)).toBe(false);
});

it('a stop from outside cuts off what is under way, and keeps what was seen before', async () => {
  const { batch, evaluate } = twoCandidates();
  const person = new AbortController();
  setTimeout(() => person.abort(), 5);
  const found = await evaluateBatch(batch, evaluate, undefined, person.signal);
  expect(found.map((each) => each?.candidate)).toEqual([undefined, 'quick']);
});

it('where one throws, the others are cut off: nobody will ask for them', async () => {
  const { batch, evaluate, heard } = twoCandidates();
  const broken = async (candidate: { readonly id: string }, signal: CancelSignal) => {
    if (candidate.id === 'quick') throw new Error('a bug');
    return evaluate(candidate, signal);
  };
  await expect(evaluateBatch(batch, broken, undefined, NEVER)).rejects.toThrow('a bug');
  expect(heard.map(({ aborted }) => aborted)).toEqual([true]);
});

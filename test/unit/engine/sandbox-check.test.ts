import { expect, it } from 'vitest';
import { sandboxCheck } from '../../../src/engine/doctor/sandbox-check.ts';

it('says what to do by the reason, whatever the words for it are', () => {
  const of = (unconfined: 'switched-off' | 'not-installed' | 'not-working' | 'not-known') =>
    sandboxCheck({ sandbox: { words: 'none: switched off, or not installed', unconfined } });
  expect(of('switched-off').next).toContain('sandbox to auto');
  expect(of('not-installed').next).toContain('Install bubblewrap');
  expect(of('not-working').next).toContain('user namespaces');
  expect(of('not-known').next).toContain('container');
  for (const reason of ['switched-off', 'not-installed', 'not-working', 'not-known'] as const)
    expect(of(reason)).toMatchObject({ status: 'advice', found: expect.stringContaining('none: ') });
});

it('has nothing to say where something confines, even if its words begin like none', () => {
  const check = sandboxCheck({ sandbox: { words: 'nonesuch: only the copy is writable' } });
  expect(check).toEqual({
    area: 'sandbox',
    status: 'ok',
    found: 'Confined by nonesuch: only the copy is writable.',
  });
});

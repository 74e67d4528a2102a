import { describe, expect, it } from 'vitest';
import { survivalOf } from '../../../src/vscode/review/survival.ts';

const BEFORE = 'const a = 1;\nreturn a < b;\n';
const AFTER = 'const a = 1;\nreturn a <= b;\n';
const PATCH = [{ path: 'a.ts', before: BEFORE, after: AFTER }];
const now = (text: string | undefined) => survivalOf(PATCH, () => text);

describe('what became of a patch', () => {
  it('is kept while its lines stand, however they are indented and whatever else is written', () => {
    expect(now(AFTER)).toEqual({ fate: 'kept', share: 1 });
    expect(now('// mine\nconst a = 1;\n    return a <= b;\n\n')).toEqual({ fate: 'kept', share: 1 });
  });

  it('is reverted when the old lines are back, or the file is gone', () => {
    expect(now(BEFORE)).toEqual({ fate: 'reverted', share: 0 });
    expect(now(undefined)).toEqual({ fate: 'reverted', share: 0 });
  });

  it('is edited when its line was reworked: the old one is gone, the new one is another', () => {
    expect(now('const a = 1;\nreturn a <= b + 1;\n')).toEqual({ fate: 'edited', share: 0.5 });
  });

  it('counts files that come and go', () => {
    const created = [{ path: 'n.ts', after: 'one\ntwo\n' }];
    expect(survivalOf(created, () => 'one\ntwo\n').fate).toBe('kept');
    expect(survivalOf(created, () => undefined).fate).toBe('reverted');
    const deleted = [{ path: 'n.ts', before: 'one\n' }];
    expect(survivalOf(deleted, () => undefined).fate).toBe('kept');
    expect(survivalOf(deleted, () => 'one\n').fate).toBe('reverted');
  });
});

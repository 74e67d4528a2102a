import { describe, expect, it } from 'vitest';
import { verifyPatch } from '../../src/engine/verify/verify-patch.ts';
import { projectOf, temporaryFolder } from '../support/projects.ts';
import { shippedGrammars } from '../support/shipped-grammars.ts';

const AGE = {
  'package.json': JSON.stringify({ name: 'age', type: 'module', scripts: { test: 'node --test' } }),
  'src/age.js': 'export const isOfAge = (age) => age > 18;\n',
  'test/age.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOfAge } from '../src/age.js';

test('counts the eighteenth birthday', () => assert.equal(isOfAge(18), true));
`,
};

describe('a patch that is stopped while it is looked at closer', () => {
  it('is not reported as one that was looked at', async () => {
    const controller = new AbortController();
    const steps: string[] = [];
    const onProgress = (what: string): void => {
      steps.push(what);
      if (what.startsWith('looking closer')) controller.abort();
    };
    const report = await verifyPatch(
      {
        ...{ folder: projectOf(AGE), overlays: [], trusted: true, stateFolder: temporaryFolder() },
        proposal: { edits: [{ path: 'src/age.js', oldText: 'age > 18', newText: 'age >= 18' }] },
        seconds: 60,
      },
      { grammars: shippedGrammars(), programs: {}, version: 'test' },
      { onProgress, onNotice: () => undefined },
      controller.signal,
    );
    expect(steps.at(-1)).toMatch(/looking closer/);
    expect(report.verdict, report.reason).toBe('cancelled');
    expect(report.diff).toContain('+export const isOfAge = (age) => age >= 18;');
  }, 60_000);
});

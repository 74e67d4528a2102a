import { expect, it } from 'vitest';
import type { Situation } from '../../../src/loop/ports.ts';
import { evidenceText, focusText } from '../../../src/skills/language-model/evidence.ts';
import { aSurvey, aTask } from '../../support/world.ts';

it('what is said of a file that may not be shown is not told, only that it fails and where', () => {
  const sources = { list: () => ['open.ts'], read: (path: string) => (path === 'open.ts' ? 'x' : undefined) };
  const paths = ['open.ts', 'secret/plan.ts'];
  const survey = aSurvey({
    diagnostics: paths.map((path) => ({
      ...{ path, key: path, start: 20, end: 24, line: 2, code: 'TS2322', source: 'typescript' },
      message: `Type '"Acme" of ${path}' is not assignable.`,
    })),
    tests: {
      status: 'ran',
      results: [],
      fileErrors: paths.map((file) => ({ file, message: `SyntaxError: buyer: Acme of ${file}`, frames: [] })),
      evidence: { command: ['vitest'], exitCode: 1, seconds: 1, tail: '' },
    },
  });
  const target = { kind: 'diagnostic' as const, tests: [], files: paths, diagnostics: paths };
  const situation = { task: aTask(), survey, target } as unknown as Situation;
  const text = evidenceText(situation, sources);
  expect(text).toContain(`open.ts:2 TS2322 Type '"Acme" of open.ts' is not assignable.`);
  expect(text).toContain('open.ts does not load: SyntaxError: buyer: Acme of open.ts');
  expect(text).toContain('secret/plan.ts:2 TS2322');
  expect(text).not.toContain('Acme of secret/plan.ts');
  expect(text).not.toContain(`"Acme" of secret/plan.ts`);

  const focus = (path: string) => ({
    kind: 'diagnostic' as const,
    path,
    start: 20,
    end: 24,
    message: `Acme of ${path}`,
  });
  expect(focusText(focus('open.ts'), sources)).toContain('Acme');
  expect(focusText(focus('secret/plan.ts'), sources)).not.toContain('Acme');
});

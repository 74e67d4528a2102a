import { describe, expect, it } from 'vitest';
import { functionOf } from '../../../src/skills/template-repair/shapes.ts';
import { readModule } from '../../../src/skills/template-repair/source-module.ts';
import { descend } from '../../../src/skills/template-repair/tree.ts';
import { leavesUnused, unusedWeight } from '../../../src/skills/template-repair/unused.ts';
import { testSyntax } from '../../support/syntax.ts';

/** The factor of an edit that puts a text into the innermost function around the mark `here`. */
async function weightOf(path: string, text: string, put: string): Promise<number> {
  const module = await readModule(path, text, testSyntax());
  if (module === undefined) throw new Error('no grammar');
  const at = text.indexOf('here');
  const node = [...descend(module.root)].findLast(({ start, end }) => start <= at && at < end);
  const scope = node === undefined ? undefined : functionOf(node, module);
  return unusedWeight(scope ?? module.root, [{ start: at, end: at + 4, text: put }], module);
}

describe('an edit that reads what nothing reads', () => {
  const typescript = [
    "import { clamp, round } from './numbers.ts';",
    'export const scale = 3;',
    'export function price(units: number, discount: number): number {',
    '  const full = units * 2;',
    '  const reduced = round(units);',
    '  return full + here;',
    '}',
  ].join('\n');

  it('weighs more for a variable, and for an import', async () => {
    expect(await weightOf('a.ts', typescript, 'reduced')).toBeGreaterThan(2);
    expect(await weightOf('a.ts', typescript, 'clamp(units)')).toBeGreaterThan(2);
  });

  it('weighs a little more for a parameter, which may be there for its callers', async () => {
    const parameter = await weightOf('a.ts', typescript, 'discount');
    expect(parameter).toBeGreaterThan(1);
    expect(parameter).toBeLessThan(await weightOf('a.ts', typescript, 'reduced'));
  });

  it('weighs as any other for what is read already, exported, or unknown', async () => {
    for (const put of ['full', 'units', 'round(units)', 'scale', 'other', '1'])
      expect(await weightOf('a.ts', typescript, put)).toBe(1);
  });

  it('knows Python, where a name that begins with an underscore is meant to be unused', async () => {
    const python = [
      'def price(self, units, _rest, discount):',
      '    full = units * 2',
      '    return units + here',
    ].join('\n');
    expect(await weightOf('a.py', python, 'full')).toBeGreaterThan(2);
    expect(await weightOf('a.py', python, 'discount')).toBeGreaterThan(1);
    for (const put of ['_rest', 'self', 'units']) expect(await weightOf('a.py', python, put)).toBe(1);
  });

  it('is not misled by an inner name that hides the outer one', async () => {
    const text = 'function f(a: number) {\n  return [1].map((a) => a + here);\n}\n';
    expect(await weightOf('a.ts', text, 'a')).toBe(1);
  });
});

describe('an edit that takes away the last use', () => {
  const python = [
    'def total(self, member, today):',
    '    late = self.lateness(today)',
    '    return sum(loan.fine(today) for loan in self.loans.get(member, [])) + late',
  ].join('\n');

  async function leaves(from: string, to: string): Promise<boolean> {
    const module = await readModule('a.py', python, testSyntax());
    if (module === undefined) throw new Error('no grammar');
    const start = python.lastIndexOf(from);
    const node = [...descend(module.root)].findLast((each) => each.start <= start && start < each.end);
    const scope = node === undefined ? undefined : functionOf(node, module);
    return leavesUnused(scope ?? module.root, [{ start, end: start + from.length, text: to }], module);
  }

  it('is told for a parameter and a variable', async () => {
    expect(await leaves('member', 'self')).toBe(true);
    expect(await leaves(' + late', '')).toBe(true);
  });

  it('is not told where a use is left, or the name stays in the edit', async () => {
    expect(await leaves('today', 'self.now')).toBe(false);
    expect(await leaves('member', 'member.name')).toBe(false);
    expect(await leaves('self.loans', '{}')).toBe(false);
    expect(await leaves('[]', '()')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { Behavior } from '../../../src/loop/types.ts';
import { habits, raisedByHabits, raisedOf } from '../../../src/skills/template-repair/habits.ts';
import type { Idea, Sketch } from '../../../src/skills/template-repair/idea.ts';
import { idiomOf, idiomPart } from '../../../src/skills/template-repair/idiom.ts';
import { pairsOf } from '../../../src/skills/template-repair/pairs.ts';
import { readModule } from '../../../src/skills/template-repair/source-module.ts';
import { descend } from '../../../src/skills/template-repair/tree.ts';
import { testSyntax } from '../../support/syntax.ts';

const TOTAL = `export function total(rows, day) {
  let sum = 0;
  for (const row of rows) {
    sum += row.price;
  }
  if (day > 3) sum = 0;
  const state = 'closed';
  return sum;
}
`;

/** What the behaviors that favour these idioms make of a text, as whole texts. */
async function made(idioms: readonly string[], path = 'a.js', text = TOTAL): Promise<readonly string[]> {
  const module = await readModule(path, text, testSyntax());
  if (module === undefined) throw new Error('no grammar');
  const behaviors = idioms.map(
    (idiom): Behavior => ({
      name: idiom,
      trigger: {},
      instruction: 'Do.',
      prefer: idiomPart(idiom),
      status: 'trial',
      evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
      sources: ['one'],
    }),
  );
  const { template } = habits({ behaviors });
  return [...descend(module.root)]
    .filter(({ named }) => named)
    .flatMap((node) => [...template(node, module)])
    .map(({ replacements }) => {
      // What is made of an idiom is known as that idiom again, so that its record raises it.
      expect(idioms).toContain(idiomOf(text, replacements));
      return replacements.reduceRight(
        (all, { start, end, text: put }) => all.slice(0, start) + put + all.slice(end),
        text,
      );
    });
}

describe('an idiom that mended this project before', () => {
  it('is written before any statement, with the names that are there, though nothing like it is near', async () => {
    const texts = await made(['→ if (_.cancelled) continue;']);
    expect(texts).toContain(TOTAL.replace('    sum +=', '    if (row.cancelled) continue;\n    sum +='));
  });

  it('is put around a name, behind a condition, behind a value, and in place of a literal', async () => {
    expect(await made(['_ → cents(_)'])).toContain(TOTAL.replace('return sum', 'return cents(sum)'));
    expect(await made(['→ || _.done'])).toContain(TOTAL.replace('day > 3', 'day > 3 || rows.done'));
    expect(await made(['→ .trim()'])).toContain(TOTAL.replace('row.price', 'row.price.trim()'));
    expect(await made(["'closed' → 'open'"])).toEqual([TOTAL.replace("'closed'", "'open'")]);
  });

  it('is written with names first that are used so elsewhere, and of all names together counts once', async () => {
    const text = `export function settle(rows, day) {
  const trail = [];
  let closed = 0;
  const limit = 3;
  for (const row of rows) {
    if (row.day > limit) continue;
    closed += 1;
  }
  return { trail, closed, ids: rows.map((row) => row.id) };
}
`;
    const module = await readModule('a.js', text, testSyntax());
    if (module === undefined) throw new Error('no grammar');
    const written = (idiom: string) => {
      const behavior: Behavior = {
        ...{ name: 'b', trigger: {}, instruction: 'Do.', prefer: idiomPart(idiom), status: 'trial' },
        evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
        sources: ['one'],
      };
      const { template } = habits({ behaviors: [behavior] });
      const node = [...descend(module.root)].find((each) =>
        module.text.startsWith('closed += 1', each.start),
      );
      if (node === undefined) throw new Error('no such statement');
      const all = [...template(node, module)];
      expect(all.reduce((sum, { natural }) => sum + natural, 0)).toBeLessThanOrEqual(1 + 1e-9);
      return all
        .toSorted((a, b) => b.natural - a.natural)
        .map(({ replacements: [first] }) => first?.text.trim());
    };
    expect(written('→ _.push(_.id);')[0]).toBe('trail.push(row.id);');
    expect(written('→ _ += 1;')[0]).toBe('closed += 1;');
  });

  it('is written as a language writes it', async () => {
    const text = 'def total(rows):\n    n = 0\n    for row in rows:\n        print(row)\n    return n\n';
    expect(await made(['→ _ += 1'], 'a.py', text)).toContain(
      text.replace('        print', '        n += 1\n        print'),
    );
  });

  it('is nothing where nothing was learned', async () => {
    expect(await made([])).toEqual([]);
  });
});

describe('an idiom that fits in many places', () => {
  /** Edits that put the same kind of statement before each line, and one of another kind. */
  const ideasIn = async (lines: number): Promise<readonly Idea[]> => {
    const text = `${Array.from({ length: lines }, (_, n) => `use(v${n});`).join('\n')}\n`;
    const module = await readModule('a.js', text, testSyntax());
    if (module === undefined) throw new Error('no grammar');
    const idea = (at: number, put: string, label: string): Idea => ({
      ...{
        path: 'a.js',
        text,
        template: 't',
        label,
        line: 1,
        scope: module.root,
        leavesUnused: false,
        accident: 1,
      },
      replacements: [{ start: at, end: at, text: put }],
      suspect: { path: 'a.js', start: 0, end: text.length, score: 1, symbol: '', why: '' },
      ...{ weight: 0.01, plain: 0.01, key: `${at} ${put}` },
    });
    const starts = [...text.matchAll(/use/g)].map(({ index }) => index);
    return [
      ...starts.map((at, n) => idea(at, `log.push(v${n}.id);\n`, `push ${n}`)),
      idea(4, '!', 'negation'),
    ];
  };
  const KNOWN = new Map([['→ _.push(_.id);', { raise: 60, rate: 0.5 }]]);
  const raised = async (lines: number) => raisedByHabits(await ideasIn(lines), KNOWN);
  const massOf = (ideas: readonly Sketch[]): number => ideas.reduce((sum, { weight }) => sum + weight, 0);

  it('is believed as far as it mended tasks here, and no more the more places it has', async () => {
    const [few, many] = [await raised(1), await raised(40)];
    expect(few[0]?.weight).toBeGreaterThan(0.01);
    // All that is raised is half of what there is beside it, since it mended half of the tasks.
    expect(massOf(many.slice(0, 40))).toBeCloseTo(0.4 + 0.5 * 0.41, 6);
    expect(many.at(-1)?.weight).toBe(0.01);
    expect(few[0]?.weight).toBeGreaterThan(many[0]?.weight ?? 1);
  });

  it('makes no pair of edits likelier: what recurs was mended by one', async () => {
    const plain = [...pairsOf(await ideasIn(12), new Set())].map(({ share }) => share);
    expect(
      [
        ...pairsOf(
          (await raised(12)).map((each) => ({ ...each, leavesUnused: false })),
          new Set(),
        ),
      ].map(({ share }) => share),
    ).toEqual(plain);
  });
});

describe('how much an idea is raised by what was learned', () => {
  it('is a number that can be written down, also where no template is believed to write it', () => {
    expect(raisedOf({ weight: 6, plain: 2, unlearned: 0 })).toEqual({ raised: 30 });
    expect(raisedOf({ weight: 6, plain: 2, unlearned: 1 })).toEqual({ raised: 6 });
    expect(raisedOf({ weight: 6, plain: 2 })).toEqual({ raised: 3 });
    expect(raisedOf({ weight: 2, plain: 2 })).toEqual({});
  });
});

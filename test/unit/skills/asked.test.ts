import { describe, expect, it } from 'vitest';
import { Asked } from '../../../src/skills/template-repair/asked.ts';
import { functionOf } from '../../../src/skills/template-repair/shapes.ts';
import { readModule } from '../../../src/skills/template-repair/source-module.ts';
import { descend } from '../../../src/skills/template-repair/tree.ts';
import { testSyntax } from '../../support/syntax.ts';

/** The factor for an edit that makes `«from⇒to»` of a text. */
async function weigh(path: string, marked: string, wanted = ''): Promise<number> {
  const [, ahead = '', from = '', to = '', rest = ''] = /^(.*)«(.*)⇒(.*)»(.*)$/s.exec(marked) ?? [];
  const text = `${ahead}${from}${rest}`;
  const module = await readModule(path, text, testSyntax());
  if (module === undefined) throw new Error('no grammar');
  const [start, end] = [ahead.length, ahead.length + from.length];
  const node =
    [...descend(module.root)].findLast((each) => each.start < start && each.end > end) ?? module.root;
  const scope = functionOf(node, module) ?? module.root;
  return new Asked(wanted).weight(scope, [{ start, end, text: to }], module);
}

const RATES = `class RateCard:
    """What a night costs: the first season that holds the night counts."""

    def price(self, night):
        price = self.base
        for season, percent in self.seasons:
            if season.contains(night):
                price = self.base * percent«⇒
                break»
        return price
`;

describe('what the words near an edit ask for', () => {
  it('is done by it: the documentation of its class', async () => {
    expect(await weigh('a.py', RATES)).toBeGreaterThan(1);
    expect(await weigh('a.py', RATES.replace('the first season', 'a season'))).toBe(1);
  });

  it('is done by it: the name of the failing test', async () => {
    const plain = RATES.replace(/""".*"""/, 'pass');
    expect(await weigh('a.py', plain, 'test_first_season_counts')).toBeGreaterThan(1);
    expect(await weigh('a.py', plain, 'test_season')).toBe(1);
  });

  it('is done by it: the comment above its function; and is undone by its opposite', async () => {
    const said =
      '/** Both ends are inclusive. */\nexport function holds(x: number, end: number) {\n  return ';
    expect(await weigh('a.ts', `${said}x «<⇒<=» end;\n}\n`)).toBeGreaterThan(1);
    expect(await weigh('a.ts', `${said}x «<=⇒<» end;\n}\n`)).toBeLessThan(1);
  });

  it('is not what another function is said to do', async () => {
    const other = '/** Both ends are inclusive. */\nexport const a = (x: number) => x;\n';
    expect(await weigh('a.ts', `${other}export function f(x: number) {\n  return x «<⇒<=» 3;\n}\n`)).toBe(1);
  });
});

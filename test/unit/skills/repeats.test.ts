import { describe, expect, it } from 'vitest';
import type { Suspect } from '../../../src/loop/ports.ts';
import { allCandidates, aSituation } from './scene.ts';

function whole(path: string, text: string): Suspect {
  return { path, start: 0, end: text.length, score: 1, symbol: 'f', why: 'the failing test runs through it' };
}

async function rankOf(
  wrong: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
): Promise<number> {
  const suspects = Object.entries(wrong).map(([path, text]) => whole(path, text));
  const candidates = await allCandidates(aSituation('', '', { suspects }), wrong);
  const rank = candidates.findIndex(({ edits }) => {
    const texts = new Map(Object.entries(wrong));
    for (const edit of edits) {
      if (edit.kind !== 'modify') return false;
      const text = edit.replacements.reduceRight(
        (now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end),
        texts.get(edit.path) ?? '',
      );
      texts.set(edit.path, text);
    }
    return Object.entries(right).every(([path, text]) => texts.get(path) === text);
  });
  expect(candidates[rank]?.why).toContain('the same slip in several places');
  return rank + 1;
}

describe('the same slip in several places', () => {
  it('is one idea, and comes long before pairs of unlike edits', async () => {
    const wrong =
      'export const f = (o: { a?: number; b?: number; c?: number }) => ({ a: o.a || 3, b: o.b || 9, c: o.c ?? 5 });\n';
    expect(await rankOf({ 'a.ts': wrong }, { 'a.ts': wrong.replaceAll('||', '??') })).toBeLessThan(60);
  });

  it('may change different names in the same way', async () => {
    const wrong =
      "export const day = (d: Date) => [d.getFullYear(), d.getMonth() + 1, d.getDate()].join('-');\n";
    expect(await rankOf({ 'a.ts': wrong }, { 'a.ts': wrong.replaceAll('.get', '.getUTC') })).toBeLessThan(
      200,
    );
  });

  it('may be in two methods of a class among others that are right', async () => {
    const right =
      'class Fields:\n    def put(self, name, value):\n        self.all[name.lower()] = (name, value)\n\n    def get(self, name):\n        return self.all[name.lower()]\n\n    def has(self, name):\n        return name.lower() in self.all\n';
    const [head = '', ...methods] = right.split('    def get');
    const wrong = `${head}    def get${methods.join('').replaceAll('.lower()', '')}`;
    expect(await rankOf({ 'a.py': wrong }, { 'a.py': right })).toBeLessThan(400);
  });

  it('may be in two files', async () => {
    const wrong = {
      'a.ts': 'export const write = (part: string) => encodeURI(part);\n',
      'b.ts': 'export const read = (part: string) => decodeURI(part);\n',
    };
    const right = Object.fromEntries(
      Object.entries(wrong).map(([path, text]) => [path, text.replace('codeURI', 'codeURIComponent')]),
    );
    expect(await rankOf(wrong, right)).toBeLessThan(100);
  });

  it('may be a member that is neither written nor read', async () => {
    const model =
      'from dataclasses import dataclass\n\n\n@dataclass\nclass Order:\n    id: str\n    total: int\n    tag: str = ""\n    note: str = ""\n\n    def plain(self):\n        return {"id": self.id, "total": self.total, "tag": self.tag';
    const load =
      'from model import Order\n\n\ndef load(row):\n    return Order(id=row["id"], total=row["total"], tag=row["tag"]';
    const wrong = { 'model.py': `${model}}\n`, 'store.py': `${load})\n` };
    const right = {
      'model.py': `${model}, "note": self.note}\n`,
      'store.py': `${load}, note=row.get("note", ""))\n`,
    };
    expect(await rankOf(wrong, right)).toBeLessThan(100);
  });
});

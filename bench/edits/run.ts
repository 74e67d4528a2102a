// Prints how many edits are applied rightly, wrongly without a word, or refused, by what is wrong with them.
import { parseArgs } from 'node:util';
import { readReply } from '../../src/edits/reply-reader.ts';
import type { FileEdit } from '../../src/loop/types.ts';
import { author, type Edit } from './author.ts';
import { Chance } from './chance.ts';
import { CONTEXT_DEFECTS } from './context-defects.ts';
import type { Attempt, Defect } from './defect.ts';
import { FORM_DEFECTS } from './form-defects.ts';
import { MIXED_DEFECTS } from './mixed-defects.ts';
import { REFUSED_DEFECTS } from './refused-defects.ts';
import { type Half, sourceFiles } from './sources.ts';
import { print, summary, Tally } from './table.ts';
import { WRITING_DEFECTS } from './writing-defects.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261' },
    /** Edits of each kind. */
    count: { type: 'string', default: '160' },
    json: { type: 'boolean', default: false },
    /** A folder with TypeScript and Python files to take instead. */
    files: { type: 'string' },
    /** Which half of the files: `held-out`, `tuning` or `all`. */
    half: { type: 'string', default: 'held-out' },
    only: { type: 'string' },
    /** Shows that many of what went wrong of each kind, and why. */
    show: { type: 'string', default: '0' },
  },
});
const half: Half =
  values.files !== undefined
    ? 'all'
    : values.half === 'tuning' || values.half === 'all'
      ? values.half
      : 'held-out';
const files = sourceFiles(values.files, half);
const python = files.filter((file) => file.language === 'python');
const typescript = files.filter((file) => file.language === 'typescript');
if (files.length === 0)
  throw new Error('There are no TypeScript or Python files to edit. Name a folder with --files.');
console.log(
  `bench:edits --seed ${values.seed} --count ${values.count}: ${typescript.length} TypeScript and ${python.length} Python files (${values.files ?? half})`,
);

function draw(chance: Chance): Edit {
  for (;;) {
    const pool =
      chance.likely(0.5) && python.length > 0 ? python : typescript.length > 0 ? typescript : python;
    const edit = author(chance.pick(pool), chance);
    if (edit !== undefined) return edit;
  }
}

function judge(defect: Defect, edit: Edit, { reply, text, wanted }: Attempt, tally: Tally): void {
  const path = edit.file.path;
  const sources = { list: () => [path], read: (name: string) => (name === path ? text : undefined) };
  const began = performance.now();
  const reading = readReply(reply, sources);
  const milliseconds = performance.now() - began;
  const result = reading.kind === 'edits' ? applied(text, reading.edits) : undefined;
  const verdict =
    reading.kind === 'refused'
      ? 'refused'
      : result !== undefined && result === wanted
        ? 'right'
        : 'silentlyWrong';
  tally.add(
    defect.name,
    wanted === undefined ? 'refuse' : 'apply',
    verdict,
    milliseconds,
    text.split('\n').length,
  );
  if ((verdict === 'right') === (wanted !== undefined) && verdict !== 'silentlyWrong') return;
  tally.show(
    defect.name,
    Number(values.show),
    () =>
      `${verdict}${reading.kind === 'refused' ? ` ${reading.reason}` : ''}\n${path}\n${reply}${verdict === 'silentlyWrong' ? `\n--- got\n${difference(wanted ?? text, result ?? '')}` : ''}`,
  );
}

function applied(text: string, edits: readonly FileEdit[]): string | undefined {
  const [edit] = edits;
  if (edits.length !== 1 || edit?.kind !== 'modify') return undefined;
  return edit.replacements.reduceRight(
    (now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end),
    text,
  );
}

function difference(wanted: string, got: string): string {
  const [a, b] = [wanted.split('\n'), got.split('\n')];
  let head = 0;
  while (head < a.length && a[head] === b[head]) head += 1;
  return [
    ...a.slice(Math.max(0, head - 3), head + 6).map((l) => `want ${l}`),
    ...b.slice(Math.max(0, head - 3), head + 6).map((l) => `got  ${l}`),
  ].join('\n');
}

const tally = new Tally();
const all = [...WRITING_DEFECTS, ...CONTEXT_DEFECTS, ...FORM_DEFECTS, ...MIXED_DEFECTS, ...REFUSED_DEFECTS];
for (const [index, defect] of all.entries()) {
  if (values.only !== undefined && !new RegExp(values.only).test(defect.name)) continue;
  const chance = new Chance(Number(values.seed) * 1000 + index);
  for (let made = 0, tries = 0; made < Number(values.count) && tries < 4000; tries += 1) {
    const edit = draw(chance);
    const attempt = defect.make(edit, chance, draw(chance));
    if (attempt === undefined || attempt.text === attempt.wanted) continue;
    judge(defect, edit, attempt, tally);
    made += 1;
  }
}
print(tally);
if (values.json) console.log(JSON.stringify(summary(tally)));

import { author, type Edit, type Entry, indentOf, replaceOf, searchOf } from './author.ts';
import type { Chance } from './chance.ts';
import { slip } from './context-defects.ts';
import { attempt, contextAt, type Defect, spoilt, textOf } from './defect.ts';
import { blockReply, diffReply, replyOf } from './reply.ts';

/** Other forms of a reply, and forms that are not quite right. */
export const FORM_DEFECTS: readonly Defect[] = [
  { name: 'unified diff', make: (edit) => diff(edit, header(edit, 0)) },
  { name: 'diff off by some lines', make: (edit, chance) => diff(edit, header(edit, chance.between(1, 40))) },
  { name: 'diff with wrong counts', make: (edit) => diff(edit, '@@ -1,1 +1,1 @@') },
  { name: 'diff without numbers', make: (edit) => diff(edit, '@@ ... @@') },
  {
    name: 'diff without leading blanks',
    make: (edit) => diff(edit, header(edit, 0), (e) => (e.kind === ' ' ? e.text : e.kind + e.text)),
  },
  { name: 'plus and minus on context', make: (edit, chance) => plusMinus(edit, chance) },
  { name: 'diff with a typo', make: (edit, chance) => diffTypo(edit, chance) },
  { name: 'elided middle', make: (edit, chance) => elided(edit, chance) },
  { name: 'elided in the replacement', make: (edit, chance) => elidedReplace(edit, chance) },
  { name: 'merged hunks', make: (edit, chance) => mergedHunks(edit, chance) },
  { name: 'blocks out of order', make: (edit, chance) => twoBlocks(edit, chance) },
  {
    name: 'fences within the block',
    make: (edit) => ({
      reply: blockReply(
        edit.file.path,
        ['```', ...searchOf(edit.entries), '```'],
        ['```', ...replaceOf(edit.entries), '```'],
      ),
      text: textOf(edit.before),
      wanted: textOf(edit.after),
    }),
  },
  {
    name: 'missing end mark',
    make: (edit) => mangled(edit, (reply) => reply.replace('>>>>>>> REPLACE\n', '')),
  },
  {
    name: 'other marks',
    make: (edit, chance) =>
      mangled(edit, (reply) =>
        chance.likely(0.5)
          ? reply.replace('<<<<<<< SEARCH', '<<<<<<< ORIGINAL').replace('>>>>>>> REPLACE', '>>>>>>> UPDATED')
          : reply.replace('<<<<<<< SEARCH', '------- SEARCH').replace('>>>>>>> REPLACE', '+++++++ REPLACE'),
      ),
  },
  {
    name: 'wrapped in Markdown',
    make: (edit) => mangled(edit, (reply) => `\`\`\`markdown\n${reply}\`\`\`\n`),
  },
  {
    name: 'blank lines around',
    make: (edit) => attempt(edit, [{ kind: ' ', text: '' }, ...edit.entries, { kind: ' ', text: '' }]),
  },
  {
    name: 'whole file',
    make: (edit) => ({
      reply: `${edit.file.path}\n\`\`\`\n${textOf(edit.after)}\`\`\`\n`,
      text: textOf(edit.before),
      wanted: textOf(edit.after),
    }),
  },
  {
    name: 'thought aloud first',
    make: (edit) =>
      mangled(
        edit,
        (reply) =>
          `<think>\nPerhaps so:\n${reply.replace('REPLACE\n', 'REPLACE\n\n')}Or not.\n</think>\n\n${reply}`,
      ),
  },
  { name: 'quoted as in mail', make: (edit) => mangled(edit, (reply) => reply.replace(/^/gm, '> ')) },
  { name: 'two lines and dots', make: (edit, chance) => thin(edit, chance) },
  { name: 'two similar functions', make: (edit, chance) => similar(edit, chance) },
];

function diff(edit: Edit, head: string, line?: (e: Entry) => string) {
  return {
    reply: diffReply(edit.file.path, edit.entries, head, line),
    text: textOf(edit.before),
    wanted: textOf(edit.after),
  };
}

function header(edit: Edit, off: number): string {
  return `@@ -${edit.from + 1 + off},${searchOf(edit.entries).length} +${edit.from + 1 + off},${replaceOf(edit.entries).length} @@`;
}

function plusMinus(edit: Edit, chance: Chance) {
  const at = contextAt(edit.entries);
  if (at.length === 0) return undefined;
  const i = chance.pick(at);
  const text = edit.entries[i]?.text ?? '';
  return {
    ...diff(edit, header(edit, 0)),
    reply: diffReply(edit.file.path, spoilt(edit.entries, i, text, false), header(edit, 0)),
  };
}

function diffTypo(edit: Edit, chance: Chance) {
  const at = contextAt(edit.entries);
  if (at.length === 0) return undefined;
  const i = chance.pick(at);
  const text = slip(edit.entries[i]?.text ?? '', chance);
  if (text === undefined) return undefined;
  return {
    ...diff(edit, ''),
    reply: diffReply(edit.file.path, spoilt(edit.entries, i, text, true), header(edit, 0)),
  };
}

/** The head of the function, dots, and the lines around the change. */
function elided(edit: Edit, chance: Chance) {
  const { before, from } = edit;
  const own = Math.min(
    ...edit.entries.filter((e) => e.text.trim() !== '').map((e) => indentOf(e.text).length),
  );
  for (let at = from - 3; at >= Math.max(0, from - 60); at -= 1) {
    const line = before[at] ?? '';
    if (line.trim() === '' || indentOf(line).length >= own) continue;
    if (!/[{:(]$/.test(line)) return undefined;
    const mark = edit.file.language === 'python' ? '#' : '//';
    const dots = `${' '.repeat(own)}${chance.pick([`${mark} ...`, '...', `${mark} ... existing code ...`, `${mark} … rest of the code …`])}`;
    return attempt(edit, [{ kind: ' ', text: line }, { kind: ' ', text: dots }, ...edit.entries]);
  }
  return undefined;
}

/** The head of the block, dots, and nothing but the lines that change and one beside them. */
function thin(edit: Edit, chance: Chance) {
  const changed = edit.entries.flatMap(({ kind }, i) => (kind === ' ' ? [] : [i]));
  const [first = 0, last = 0] = [changed[0], changed.at(-1)];
  const line = edit.from + edit.entries.slice(0, first).filter(({ kind }) => kind !== '+').length;
  // From the line right above on: what encloses the change is its head.
  return elided({ ...edit, from: line + 2, entries: edit.entries.slice(first, last + 2) }, chance);
}

/** The search is whole, the replacement leaves out what stays. */
function elidedReplace(edit: Edit, chance: Chance) {
  const { before, from } = edit;
  const more = before.slice(Math.max(0, from - chance.between(4, 8)), from);
  if (more.length < 4) return undefined;
  const all = [...more.map((text): Entry => ({ kind: ' ', text })), ...edit.entries];
  const mark = edit.file.language === 'python' ? '#' : '//';
  const dots = `${indentOf(more[1] ?? '')}${mark} ... existing code ...`;
  const replace = [more[0] ?? '', dots, ...more.slice(-1), ...replaceOf(edit.entries)];
  return {
    reply: blockReply(edit.file.path, searchOf(all), replace),
    text: textOf(edit.before),
    wanted: textOf(edit.after),
  };
}

/** A second edit of the same file, some way below. */
function second(edit: Edit, chance: Chance): { readonly both: string; readonly other: Edit } | undefined {
  const tail = edit.before.slice(edit.to + 3);
  if (tail.length < 30) return undefined;
  const other = author({ ...edit.file, text: tail.join('\n') }, chance);
  if (other === undefined || other.from > 60) return undefined;
  const head = edit.after.slice(0, edit.after.length - tail.length);
  return { both: textOf([...head, ...other.after]), other };
}

/** Two places in one block, with nothing said of what lies between them. */
function mergedHunks(edit: Edit, chance: Chance) {
  const more = second(edit, chance);
  if (more === undefined) return undefined;
  return {
    reply: replyOf(edit.file.path, [...edit.entries, ...more.other.entries]),
    text: textOf(edit.before),
    wanted: more.both,
  };
}

function twoBlocks(edit: Edit, chance: Chance) {
  const more = second(edit, chance);
  if (more === undefined) return undefined;
  const once = (entries: readonly Entry[]): boolean =>
    edit.before.join('\n').split(searchOf(entries).join('\n')).length === 2;
  if (!once(more.other.entries) || !once(edit.entries)) return undefined;
  return {
    reply: replyOf(edit.file.path, more.other.entries) + replyOf(edit.file.path, edit.entries),
    text: textOf(edit.before),
    wanted: more.both,
  };
}

function mangled(edit: Edit, change: (reply: string) => string) {
  return {
    reply: change(replyOf(edit.file.path, edit.entries)),
    text: textOf(edit.before),
    wanted: textOf(edit.after),
  };
}

/** A copy of the region with other names stands elsewhere, and the block has a slip in its context. */
function similar(edit: Edit, chance: Chance) {
  const { before, from, to } = edit;
  const region = before.slice(Math.max(0, from - 3), Math.min(before.length, to + 3));
  const names = [...new Set(region.join('\n').match(/\b[a-z]\w{3,}\b/gi))];
  if (names.length < 3) return undefined;
  const chosen = new Set([chance.pick(names), chance.pick(names), chance.pick(names)]);
  const copy = region.map((line) =>
    line.replace(/\b[a-z]\w{3,}\b/gi, (word) => (chosen.has(word) ? `${word}Other` : word)),
  );
  const block = searchOf(edit.entries);
  if (block.filter((line) => !copy.includes(line)).length < 2) return undefined;
  const at = contextAt(edit.entries);
  const entries =
    at.length === 0 || chance.likely(0.4) ? edit.entries : spoiltAt(edit.entries, chance.pick(at), chance);
  const grow = (lines: readonly string[]): string[] =>
    chance.likely(1) ? [...copy, '', ...lines] : [...lines];
  return {
    reply: replyOf(edit.file.path, entries),
    text: textOf(grow(before)),
    wanted: textOf(grow(edit.after)),
  };
}

function spoiltAt(entries: readonly Entry[], at: number, chance: Chance): readonly Entry[] {
  const text = slip(entries[at]?.text ?? '', chance);
  return text === undefined ? entries : spoilt(entries, at, text, true);
}

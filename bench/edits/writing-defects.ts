import { type Edit, type Entry, indentOf } from './author.ts';
import { attempt, type Defect, each, textOf } from './defect.ts';
import { replyOf } from './reply.ts';

/** What models and what lies between do to how lines are written. */
export const WRITING_DEFECTS: readonly Defect[] = [
  { name: 'exact', make: (edit) => attempt(edit, edit.entries) },
  { name: 'dedented', make: (edit) => attempt(edit, dedented(edit.entries)) },
  {
    name: 'indented too deep',
    make: (edit) =>
      attempt(
        edit,
        each(edit.entries, (text) => (text === '' ? '' : `    ${text}`)),
      ),
  },
  { name: 'tabs for spaces', make: (edit) => attempt(edit, tabbed(edit)) },
  { name: 'another indentation width', make: (edit) => attempt(edit, rewidened(edit)) },
  { name: 'first line not indented', make: (edit) => attempt(edit, firstBare(edit.entries)) },
  {
    name: 'no indentation at all',
    make: (edit) =>
      attempt(
        edit,
        each(edit.entries, (text) => text.trimStart()),
      ),
  },
  {
    name: 'trailing spaces in the reply',
    make: (edit, chance) =>
      attempt(
        edit,
        each(edit.entries, (text) => text + ' '.repeat(chance.between(1, 2))),
      ),
  },
  {
    name: 'trailing spaces in the file',
    make: (edit, chance) => trailingInFile(edit, () => chance.likely(0.5)),
  },
  {
    name: 'CRLF in the file',
    make: (edit) => ({
      reply: replyOf(edit.file.path, edit.entries),
      text: textOf(edit.before, '\r\n'),
      wanted: textOf(edit.after, '\r\n'),
    }),
  },
  { name: 'CRLF in the reply', make: (edit) => attempt(edit, edit.entries, { eol: '\r\n' }) },
  {
    name: 'no final newline',
    make: (edit) => ({
      reply: replyOf(edit.file.path, edit.entries),
      text: edit.before.join('\n'),
      wanted: edit.after.join('\n'),
    }),
  },
  { name: 'other quotes', make: (edit) => attempt(edit, each(edit.entries, requoted)) },
  {
    name: 'semicolons dropped',
    make: (edit) =>
      edit.file.language === 'python'
        ? undefined
        : attempt(
            edit,
            each(edit.entries, (text) => text.replace(/;$/, '')),
          ),
  },
  { name: 'trailing commas dropped', make: (edit) => attempt(edit, commas(edit.entries)) },
  { name: 'space between tokens', make: (edit) => attempt(edit, each(edit.entries, spaced)) },
  { name: 'long line wrapped', make: (edit) => attempt(edit, wrapped(edit.entries)) },
  { name: 'lines joined', make: (edit) => attempt(edit, joined(edit.entries)) },
  {
    name: 'line numbers',
    make: (edit, chance) => attempt(edit, numbered(edit, chance.pick(['|', '| ', ': ', '\t', '→']))),
  },
  {
    name: 'HTML entities',
    make: (edit) =>
      attempt(
        edit,
        each(edit.entries, (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')),
      ),
  },
  {
    name: 'HTML entities and quotes',
    make: (edit) =>
      attempt(
        edit,
        each(edit.entries, (text) =>
          text
            .replace(/&/g, '&amp;')
            .replace(/</g, '&lt;')
            .replace(/>/g, '&gt;')
            .replace(/"/g, '&quot;')
            .replace(/'/g, '&#39;'),
        ),
      ),
  },
  {
    name: 'escaped quotes',
    make: (edit) =>
      attempt(
        edit,
        each(edit.entries, (text) => text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')),
      ),
  },
  {
    name: 'smart quotes',
    make: (edit) =>
      attempt(
        edit,
        each(edit.entries, (text) => text.replace(/"([^"]*)"/g, '“$1”').replace(/'([^']*)'/g, '‘$1’')),
      ),
  },
  {
    name: 'spaces that do not break',
    make: (edit) =>
      attempt(
        edit,
        each(edit.entries, (text) => text.replace(/ /g, '\u00a0')),
      ),
  },
];

export function dedented(entries: readonly Entry[]): Entry[] | undefined {
  const told = entries.filter((e) => e.text.trim() !== '');
  const least = Math.min(...told.map((e) => indentOf(e.text).length));
  return least === 0
    ? undefined
    : each(entries, (text) => text.slice(Math.min(least, indentOf(text).length)));
}

function unitOf(edit: Edit): string | undefined {
  if (edit.before.some((line) => line.startsWith('\t'))) return undefined;
  return edit.before.some((line) => /^ {2}\S/.test(line) && !/^ {2}[*]/.test(line)) ? '  ' : '    ';
}

function tabbed(edit: Edit): Entry[] | undefined {
  const unit = unitOf(edit);
  if (unit === undefined) return undefined;
  return each(edit.entries, (text) => {
    const indent = indentOf(text);
    const levels = Math.floor(indent.length / unit.length);
    return '\t'.repeat(levels) + ' '.repeat(indent.length - levels * unit.length) + text.trimStart();
  });
}

function rewidened(edit: Edit): Entry[] | undefined {
  const unit = unitOf(edit);
  if (unit === undefined || edit.entries.some((e) => indentOf(e.text).length % unit.length !== 0))
    return undefined;
  const other = unit.length === 2 ? '    ' : '  ';
  return each(edit.entries, (text) => other.repeat(indentOf(text).length / unit.length) + text.trimStart());
}

function firstBare(entries: readonly Entry[]): Entry[] | undefined {
  const [first] = entries;
  if (first === undefined || indentOf(first.text) === '' || first.kind !== ' ') return undefined;
  return [{ ...first, text: first.text.trimStart() }, ...entries.slice(1)];
}

/** The file has space behind some of the lines that the block shows. */
function trailingInFile(edit: Edit, draw: () => boolean) {
  const before = [...edit.before];
  const after = [...edit.after];
  let [old, now] = [edit.from, edit.from];
  for (const { kind, text } of edit.entries) {
    if (kind === ' ' && text !== '' && draw()) {
      before[old] = `${text}  `;
      after[now] = `${text}  `;
    }
    if (kind !== '+') old += 1;
    if (kind !== '-') now += 1;
  }
  return { reply: replyOf(edit.file.path, edit.entries), text: textOf(before), wanted: textOf(after) };
}

function requoted(text: string): string {
  if (text.includes('"') && text.includes("'")) return text;
  if (/"{3}|'{3}/.test(text))
    return text.replace(/"{3}|'{3}/g, (mark) => (mark.startsWith('"') ? "'''" : '"""'));
  return text.replace(/(["'])([^"'\\]*)\1/g, (_all, quote, inside) =>
    quote === '"' ? `'${inside}'` : `"${inside}"`,
  );
}

function commas(entries: readonly Entry[]): Entry[] | undefined {
  const now = entries.map((entry, i) => {
    const next = (kinds: string): string =>
      entries.slice(i + 1).find((e) => kinds.includes(e.kind))?.text ?? '';
    const closes = (kinds: string): boolean => /^\s*[)\]}]/.test(next(kinds));
    const isLast = (entry.kind === '+' || closes(' -')) && (entry.kind === '-' || closes(' +'));
    return isLast ? { ...entry, text: entry.text.replace(/,$/, '') } : entry;
  });
  return now.some((e, i) => e.kind !== '+' && e.text !== entries[i]?.text) ? now : undefined;
}

/** Space where a formatter would have none or one, outside of texts. */
function spaced(text: string): string {
  if (/['"`#/]/.test(text)) return text;
  return (
    indentOf(text) +
    text
      .trimStart()
      .replace(/ ?= ?(?![=>])/g, (m) => (m === ' = ' ? '=' : m))
      .replace(/, /g, ',')
      .replace(/\((?=\S)/g, '( ')
  );
}

/** A long line of context in two, as a formatter breaks it. */
function wrapped(entries: readonly Entry[]): Entry[] | undefined {
  let hit = false;
  const now = entries.flatMap((entry): Entry[] => {
    const match = /^(\s*)(.*\()([^()'"]{12,}, [^()'"]*)(\)[;:,{ ]*)$/.exec(entry.text);
    if (match === null || hit) return [entry];
    if (entry.kind !== ' ') return [entry];
    hit = true;
    const [, indent = '', head = '', inside = '', tail = ''] = match;
    return [
      indent + head,
      ...inside.split(', ').map((part, i, all) => `${indent}    ${part}${i < all.length - 1 ? ',' : ''}`),
      indent + tail,
    ].map((text) => ({ kind: ' ', text }));
  });
  return hit ? now : undefined;
}

/** Three lines of brackets and what is between them in one. */
function joined(entries: readonly Entry[]): Entry[] | undefined {
  for (let i = 0; i + 2 < entries.length; i += 1) {
    const [a, b, c] = entries.slice(i, i + 3);
    if (a === undefined || b === undefined || c === undefined) continue;
    if (a.kind !== ' ' || b.kind !== ' ' || c.kind !== ' ') continue;
    if (!/\($/.test(a.text) || !/^\s*\)/.test(c.text) || /\/\/|#/.test(b.text)) continue;
    const text = a.text + b.text.trim().replace(/,$/, '') + c.text.trim();
    return [...entries.slice(0, i), { kind: ' ', text }, ...entries.slice(i + 3)];
  }
  return undefined;
}

function numbered(edit: Edit, mark: string): Entry[] {
  let at = edit.from;
  return edit.entries.map((entry) => {
    at += 1;
    return { ...entry, text: `${String(at).padStart(mark === '|' ? 1 : 5)}${mark}${entry.text}` };
  });
}

import { format, inspect } from 'node:util';

/**
 * The title of one row of a table of cases. Runners differ in details; where ours differs from the cold run's, the
 * names of the tests do not match and the file is left to the cold run.
 */
export function rowTitle(
  template: string,
  row: readonly unknown[],
  index: number,
  dialect: 'vitest' | 'jest',
): string {
  const [first] = row;
  const named = isRecord(first) && row.length === 1 ? first : undefined;
  let title = template;
  if (/\$[\w.#]/.test(title) && named !== undefined) {
    title = title.replace(/\$([\w$.]+)/g, (whole, path: string) => {
      const found = valueAt(named, path);
      if (found === MISSING) return whole;
      return dialect === 'vitest' ? display(found) : typeof found === 'string' ? found : shown(found);
    });
  }
  if (!title.includes('%')) return title;
  title = title.replace(/%#/g, String(index)).replace(/%\$/g, String(index + 1));
  const wanted = (title.match(/%[sdifjoOcp]/g) ?? []).length;
  const values = row.slice(0, wanted);
  const marks = [...title.matchAll(/%[sdifjoOcp]/g)].map(([mark]) => mark);
  const converted = values.map((value, at) => {
    const mark = marks[at];
    if (mark === '%p') return shown(value);
    if (mark === '%f') return String(Object.is(value, -0) ? '-0' : value);
    if (mark === '%s' && dialect === 'vitest') return display(value);
    return value;
  });
  return format(title.replace(/%[pf]/g, '%s'), ...converted);
}

const MISSING = Symbol('missing');

function valueAt(record: Record<string, unknown>, path: string): unknown {
  let at: unknown = record;
  for (const part of path.split('.')) {
    if (!isRecord(at) || !(part in at)) return MISSING;
    at = at[part];
  }
  return at;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return inspect(value, { depth: 4, breakLength: Number.POSITIVE_INFINITY, compact: true });
}

/** As Vitest prints values in titles: plain strings bare, the rest inspected. */
function display(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  return shown(value);
}

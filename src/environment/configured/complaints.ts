import type * as z from 'zod/mini';

/** Makes a schema whose only message is what it expects. */
export function expects<T>(what: string, schema: (error: string) => T): T {
  return schema(what);
}

/** A sentence for each issue: the key, what is wrong with it, what is expected. */
export function complaintsOf(issues: readonly z.core.$ZodIssue[], value: unknown): readonly string[] {
  const sentences = issues.flatMap((issue) => {
    const key = `commands${issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')}`;
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(
        (name) => `${key}.${name}: is not a key that is known here; remove it or correct its name`,
      );
    }
    return [`${key}: ${shown(valueAt(value, issue.path))}; expected ${issue.message}`];
  });
  return [...new Set(sentences)];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined,
    value,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (Array.isArray(value)) return value.length === 0 ? 'is an empty list' : `is ${short(value)}`;
  if (typeof value === 'object' && value !== null) return 'is an object';
  return `is ${short(value)}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

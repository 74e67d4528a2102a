import type { Survey, Target } from './types.ts';

/**
 * A failure's shape, for telling alike failures from different ones: numbers, quoted text, paths and addresses are
 * replaced, so that "expected 3 to be 4" and "expected 7 to be 9" are the same.
 */
export function normaliseMessage(message: string): string {
  return message
    .split('\n', 1)
    .join('')
    .replace(/(["'`])(?:(?!\1).)*\1/g, '“…”')
    .replace(/(?:\/|[A-Za-z]:\\)[^\s:]+/g, '<path>')
    .replace(/0x[0-9a-f]+/gi, '#')
    .replace(/-?\d+(?:\.\d+)?/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
}

/** The signature of what the task is about, from the untouched snapshot. */
export function targetSignature(survey: Survey, target: Target): string {
  const diagnostic = survey.diagnostics.find((d) => target.diagnostics.includes(d.key));
  if (diagnostic !== undefined) return diagnostic.code;
  const test = survey.tests?.results.find((t) => target.tests.includes(t.id));
  if (test?.message !== undefined) return normaliseMessage(test.message);
  const file = survey.tests?.fileErrors.find((f) => target.files.includes(f.file));
  return file === undefined ? '' : normaliseMessage(file.message);
}

/** Tells tasks apart whose failure looks different; empty when there is nothing to tell by. */
export function failureKey(survey: Survey, target: Target): string {
  const signature = targetSignature(survey, target);
  return signature === '' ? '' : `${target.kind}/${signature}`;
}

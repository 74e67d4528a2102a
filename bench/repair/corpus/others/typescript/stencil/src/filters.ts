import { TemplateError } from './lexer.ts';

type Filter = (value: unknown, argument?: string) => unknown;

/** What a value looks like in the output; null and undefined show as nothing. */
export function stringify(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

const FILTERS: Record<string, Filter> = {
  upper: (value) => stringify(value).toUpperCase(),
  trim: (value) => stringify(value).trim(),
  default: (value, argument = '') => (stringify(value) === '' ? argument : value),
  join: (value, argument = ', ') => (Array.isArray(value) ? value.join(argument) : value),
};

export function applyFilter(name: string, value: unknown, argument?: string): unknown {
  if (!Object.hasOwn(FILTERS, name)) throw new TemplateError(`unknown filter ${name}`);
  return FILTERS[name](value, argument);
}

/** Makes text safe inside HTML elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

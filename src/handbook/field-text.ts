import * as z from 'zod/mini';
import type { Behavior, Trigger } from '../loop/types.ts';

/*
 * How each field of a behavior is written in the handbook, and read back. Reading returns undefined for what it
 * does not understand; it never guesses, because a trigger half understood would match too much.
 */

const taskKind = z.enum(['failing-test', 'diagnostic', 'open-request']);
const status = z.enum(['trial', 'active', 'pinned', 'disabled', 'retired']);

export const STATUSES = status.options.join(', ');

/** Markdown code: as many backticks as needed, so that any one-line text fits. */
function codeSpan(text: string): string {
  const flat = oneLine(text);
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

export function printTrigger({ taskKind: kind, code, signature, symbol }: Trigger): string {
  const parts = [
    ...(kind === undefined ? [] : [`task ${kind}`]),
    ...(code === undefined ? [] : [`code ${codeSpan(code)}`]),
    ...(signature === undefined ? [] : [`signature ${codeSpan(signature)}`]),
    ...(symbol === undefined ? [] : [`symbol ${codeSpan(symbol)}`]),
  ];
  return parts.length === 0 ? 'any task' : parts.join('; ');
}

export function readTrigger(text: string): Trigger | undefined {
  if (/^(any task|any|always|)$/i.test(text.trim())) return {};
  const found: { taskKind?: z.infer<typeof taskKind>; code?: string; signature?: string; symbol?: string } =
    {};
  const part = /\s*(task|code|signature|symbol)\s*[:=]?\s*(?:(`+)(.*?)(?<!`)\2(?!`)|([^;`]+))\s*(?:;|$)/iy;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (match === null) return undefined;
    const value = (match[3] ?? match[4] ?? '').trim();
    const name = (match[1] ?? '').toLowerCase();
    if (name === 'code') found.code = value;
    else if (name === 'signature') found.signature = value;
    else if (name === 'symbol') found.symbol = value;
    else {
      const kind = taskKind.safeParse(value);
      if (!kind.success) return undefined;
      found.taskKind = kind.data;
    }
  }
  return found;
}

export function printPrefer(prefer: string): string {
  return codeSpan(prefer);
}

export function readPrefer(text: string): string | undefined {
  const span = /^(`+)(.*?)(?<!`)\1$/.exec(text.trim());
  const value = (span?.[2] ?? text).trim();
  return value === '' ? undefined : value;
}

export function readStatus(text: string): Behavior['status'] | undefined {
  const parsed = status.safeParse(
    text
      .replaceAll(/[`*_.]/g, '')
      .trim()
      .toLowerCase(),
  );
  return parsed.success ? parsed.data : undefined;
}

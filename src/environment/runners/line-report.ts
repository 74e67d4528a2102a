import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { TestResult } from '../../loop/types.ts';
import { type Findings, firstLines, plain, type Roots } from './report.ts';

/*
 * The report that our own reporters write: one JSON object a line, appended as tests end, so that what was known
 * before a crash survives it. The last line says that the run came to its end.
 */
const place = z.object({ path: z.string(), line: z.number() });
const lineSchema = z.union([
  z.object({
    type: z.literal('test'),
    file: z.string(),
    name: z.string(),
    status: z.enum(['passed', 'failed', 'skipped']),
    message: z.optional(z.string()),
    stack: z.optional(z.string()),
    expected: z.optional(z.string()),
    actual: z.optional(z.string()),
    /** Innermost first; where the runner knows them better than the stack's text says. */
    frames: z.optional(z.array(place)),
  }),
  z.object({
    type: z.literal('file-error'),
    file: z.string(),
    message: z.string(),
    stack: z.optional(z.string()),
    frames: z.optional(z.array(place)),
  }),
  z.object({ type: z.literal('end') }),
]);

/** Undefined when there is no report at all. */
export function readLineReport(file: string, roots: Roots): Findings | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  return readLines(text.split('\n').map(parseLine), roots);
}

/** Lines of such a report that came in another way; what is none of its lines is left out. */
export function readReported(lines: readonly unknown[], roots: Roots): Findings {
  return readLines(
    lines.map((line) => lineSchema.safeParse(line).data),
    roots,
  );
}

function readLines(lines: readonly (z.infer<typeof lineSchema> | undefined)[], roots: Roots): Findings {
  const results: Omit<TestResult, 'id'>[] = [];
  const fileErrors: Findings['fileErrors'][number][] = [];
  let complete = false;
  for (const parsed of lines) {
    if (parsed === undefined) continue;
    if (parsed.type === 'end') {
      complete = true;
      continue;
    }
    const path = roots.relative(parsed.file) ?? parsed.file;
    const given = parsed.frames?.flatMap(({ path: at, line: number }) => {
      const within = roots.relative(at);
      return within === undefined ? [] : [{ path: within, line: number }];
    });
    if (parsed.type === 'file-error') {
      fileErrors.push({
        file: path,
        message: roots.clean(firstLines(errorFirst(parsed.message))),
        frames: given ?? roots.frames(parsed.stack ?? parsed.message),
      });
      continue;
    }
    const { name, status, message, stack, expected, actual } = parsed;
    results.push({
      file: path,
      name,
      status,
      frames: given ?? roots.frames(stack ?? ''),
      ...(message === undefined ? {} : { message: roots.clean(firstLines(message)) }),
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
    });
  }
  return { results, fileErrors, complete };
}

/** Node prints the place and the source before the error; people and signatures want the error first. */
function errorFirst(message: string): string {
  const lines = plain(message).split('\n');
  const index = lines.findIndex((line) => /^(?:Uncaught )?(?:\w+\.)*\w*(?:Error|Exception)\b.*:/.test(line));
  return index <= 0
    ? message
    : [lines[index], ...lines.slice(0, index), ...lines.slice(index + 1)].join('\n');
}

function parseLine(line: string): z.infer<typeof lineSchema> | undefined {
  if (line.trim() === '') return undefined;
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Torn by a crash.
    return undefined;
  }
}

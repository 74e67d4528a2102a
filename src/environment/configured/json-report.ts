import * as z from 'zod/mini';
import { type ParsedReport, present } from './reported-test.ts';

/**
 * A shape of our own for tools that write none of the others:
 *
 *     {"tests": [{"file": "lib/a_test.lua", "name": "adds", "status": "passed"},
 *                {"name": "divides", "status": "failed", "message": "expected 2, got 3", "line": 12}]}
 *
 * `status` is `passed`, `failed` or `skipped`; `name` and `status` are needed, `file` where it is known.
 */
const schema = z.object({
  tests: z.array(
    z.object({
      file: z.optional(z.string()),
      name: z.string().check(z.minLength(1)),
      status: z.enum(['passed', 'failed', 'skipped']),
      message: z.optional(z.string()),
      line: z.optional(z.int().check(z.positive())),
    }),
  ),
});

/** Never throws; anything but the whole shape is a problem. */
export function parseJsonReport(text: string): ParsedReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { tests: [], errors: [], torn: 'it is no whole JSON' };
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? 'it' : `“${issue.path.join('.')}”`;
    return {
      tests: [],
      errors: [],
      foreign: `${where} is not of the shape {"tests": [{"name", "status", "file"?, "message"?, "line"?}]}`,
    };
  }
  const tests = parsed.data.tests.map(({ file, name, status, message, line }) => ({
    name,
    status,
    groups: [],
    ...present({ file, message, line, stack: message }),
  }));
  return { tests, errors: [] };
}

import { join, posix } from 'node:path';
import * as z from 'zod/mini';
import type { Sources } from '../../loop/rooms.ts';
import { binOf, nodeCommand, nodeVariables } from '../runners/node-package.ts';
import { evidenceOf, Roots } from '../runners/report.ts';
import { diagnosticsOf, type Finding } from './finding.ts';
import { LineIndex } from './line-index.ts';
import {
  absentLinter,
  foldersOf,
  interrupted,
  isWithin,
  type Linter,
  type LintOutcome,
  type LintRequest,
  namedFrom,
  outermost,
} from './linter.ts';
import { readText } from './read-text.ts';
import { runLinter } from './run-linter.ts';

const CONFIG = /^\.?biome\.jsonc?$/;
const LINTED = /\.(?:[cm]?[jt]s|[jt]sx|jsonc?|css|graphql|gql|vue|svelte|astro|html)$/;
const PACKAGE = '@biomejs/biome';

const point = z.object({ line: z.number(), column: z.number() });
/** The place of a problem: newer versions give lines and columns, older ones a span of bytes. */
const locationSchema = z.object({
  path: z.optional(z.nullable(z.union([z.string(), z.object({ file: z.string() })]))),
  start: z.optional(point),
  end: z.optional(point),
  span: z.optional(z.nullable(z.tuple([z.number(), z.number()]))),
});
const reportSchema = z.object({
  summary: z.object({ changed: z.number(), unchanged: z.number() }),
  diagnostics: z.array(
    z.object({
      severity: z.string(),
      category: z.optional(z.nullable(z.string())),
      message: z.optional(z.unknown()),
      description: z.optional(z.string()),
      location: z.optional(z.nullable(locationSchema)),
    }),
  ),
});
type Report = z.infer<typeof reportSchema>;

/** One linter for each outermost configuration; those within it are Biome's own to find. */
export function detectBiome(folder: string, sources: Sources): readonly Linter[] {
  return outermost(foldersOf(sources, (path) => CONFIG.test(posix.basename(path)))).map((within) => {
    const covers = (path: string): boolean => LINTED.test(path) && isWithin(path, within);
    return binOf(join(folder, within), PACKAGE, 'biome') === undefined
      ? absentLinter('Biome', covers, 'Biome is configured, but not installed: run `npm install`')
      : {
          name: 'Biome',
          covers,
          lint: (request: LintRequest) => lint(within, request),
          write: (request: LintRequest, rule: string) => write(within, request, rule),
        };
  });
}

async function lint(within: string, request: LintRequest): Promise<LintOutcome> {
  const cwd = join(request.root, within);
  const roots = new Roots(request.root);
  const files = request.files.map((file) => namedFrom(within, file));
  const options = [
    'lint',
    '--reporter=json',
    '--max-diagnostics=none',
    '--colors=off',
    '--no-errors-on-unmatched',
  ];
  const result = await runLinter(request, {
    argv: [nodeCommand(), binOf(cwd, PACKAGE, 'biome') ?? 'biome', ...options, ...files],
    cwd,
    variables: nodeVariables(),
  });
  const evidence = evidenceOf(['biome', ...options, ...files], result, roots);
  const couldNot = (reason: string): LintOutcome => ({ kind: 'could-not-check', reason, evidence });
  const cut = interrupted('Biome', result);
  if (cut !== undefined) return couldNot(cut);
  const report = parseReport(result.stdout);
  if (report === undefined) {
    const told =
      result.stderr.split('\n').find((line) => /^\s*×/.test(line)) ?? result.stderr.trim().split('\n', 1)[0];
    return couldNot(`Biome could not be run: ${roots.clean((told ?? '').replace(/^\s*×\s*/, ''))}`);
  }
  if (report.summary.changed + report.summary.unchanged === 0)
    return couldNot('Biome is configured to leave these files out');
  const read = (path: string): string | undefined => readText(request.root, path);
  const seen = new Set<string>();
  const findings = report.diagnostics.flatMap((each) => {
    const finding = findingOf(each, within, read);
    const mark = JSON.stringify(finding);
    // What cannot be parsed is told twice.
    if (finding === undefined || seen.has(mark)) return [];
    seen.add(mark);
    return [finding];
  });
  return {
    kind: 'linted',
    diagnostics: diagnosticsOf(findings, { source: 'biome', unit: 'code-point', read }),
    evidence,
  };
}

/** Its report tells no fixes: they are written by its own means. */
async function write(within: string, request: LintRequest, category: string): Promise<boolean> {
  const rule = /^lint\/([a-zA-Z]+\/[a-zA-Z]+)$/.exec(category)?.[1];
  if (rule === undefined) return false;
  const cwd = join(request.root, within);
  const files = request.files.map((file) => namedFrom(within, file));
  const options = ['lint', '--write', `--only=${rule}`, '--colors=off', '--no-errors-on-unmatched'];
  const result = await runLinter(request, {
    argv: [nodeCommand(), binOf(cwd, PACKAGE, 'biome') ?? 'biome', ...options, ...files],
    cwd,
    variables: nodeVariables(),
  });
  return interrupted('Biome', result) === undefined;
}

function parseReport(output: string): Report | undefined {
  const start = output.indexOf('{"summary"');
  try {
    const parsed = reportSchema.safeParse(JSON.parse(output.slice(Math.max(0, start))));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function findingOf(
  { severity, category, message, description, location }: Report['diagnostics'][number],
  within: string,
  read: (path: string) => string | undefined,
): Finding | undefined {
  const named = typeof location?.path === 'string' ? location.path : location?.path?.file;
  if (named === undefined || severity === 'information' || severity === 'info' || severity === 'hint')
    return undefined;
  const path = posix.join(within, named.replaceAll('\\', '/'));
  const common = {
    path,
    code: category ?? 'biome',
    message: (typeof message === 'string' ? message : description) ?? 'a problem without a message',
    severity: severity === 'error' || severity === 'fatal' ? ('error' as const) : ('warning' as const),
  };
  const { start, end, span } = location ?? {};
  if (start !== undefined && end !== undefined)
    return { ...common, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  const text = read(path);
  if (span == null || text === undefined) return { ...common, line: 1 };
  const index = new LineIndex(text, 'code-point');
  const [from, to] = span.map((byte) => index.place(index.offsetOfByte(byte)));
  if (from === undefined || to === undefined) return { ...common, line: 1 };
  return { ...common, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

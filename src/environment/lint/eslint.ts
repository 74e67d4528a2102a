import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import * as z from 'zod/mini';
import type { Sources } from '../../loop/rooms.ts';
import { installed, nodeCommand, nodeVariables } from '../runners/node-package.ts';
import { evidenceOf, firstLines, Roots } from '../runners/report.ts';
import { ESLINT_SCRIPT } from './eslint-script.ts';
import { diagnosticsOf, type Finding } from './finding.ts';
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

const FLAT = /^eslint\.config\.[cm]?[jt]s$/;
const LEGACY = /^\.eslintrc(\.([cm]?js|json|ya?ml))?$/;
const LINTED = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro)$/;

const numberOrNull = z.optional(z.nullable(z.number()));
const reportSchema = z.union([
  z.object({
    kind: z.literal('linted'),
    /** Files that were not ignored. */
    looked: z.number(),
    results: z.array(
      z.object({
        file: z.string(),
        messages: z.array(
          z.object({
            ruleId: z.optional(z.nullable(z.string())),
            severity: z.number(),
            fatal: z.optional(z.boolean()),
            message: z.string(),
            line: numberOrNull,
            column: numberOrNull,
            endLine: numberOrNull,
            endColumn: numberOrNull,
            fix: z.optional(
              z.nullable(z.object({ range: z.tuple([z.number(), z.number()]), text: z.string() })),
            ),
          }),
        ),
      }),
    ),
  }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
type Message = Extract<
  z.infer<typeof reportSchema>,
  { kind: 'linted' }
>['results'][number]['messages'][number];

/** One linter for each folder with a configuration; a newer configuration is not looked for beyond the nearest one. */
export function detectEslint(folder: string, sources: Sources): readonly Linter[] {
  const flat = foldersOf(sources, (path) => FLAT.test(posix.basename(path)));
  const legacy = foldersOf(
    sources,
    (path) => LEGACY.test(posix.basename(path)) || isInManifest(sources, path),
  );
  // The older kind adds up from the outermost folder inwards.
  const old = outermost(legacy).filter(
    (each) => !flat.some((other) => isWithin(each, other) || other === each),
  );
  const all = [...flat, ...old];
  return all.map((within) => {
    const inner = all.filter((other) => other !== within && isWithin(other, within));
    const covers = (path: string): boolean =>
      LINTED.test(path) && isWithin(path, within) && !inner.some((other) => isWithin(path, other));
    if (installed(join(folder, within), 'eslint') !== undefined) {
      return { name: 'ESLint', covers, lint: (request: LintRequest) => lint(within, request) };
    }
    const where = within === '' ? 'this project' : within;
    return absentLinter(
      'ESLint',
      covers,
      `ESLint is configured in ${where}, but not installed: run \`npm install\``,
    );
  });
}

function isInManifest(sources: Sources, path: string): boolean {
  return posix.basename(path) === 'package.json' && /"eslintConfig"\s*:/.test(sources.read(path) ?? '');
}

async function lint(within: string, request: LintRequest): Promise<LintOutcome> {
  const cwd = join(request.root, within);
  const roots = new Roots(request.root);
  const files = request.files.map((file) => namedFrom(within, file));
  const folder = mkdtempSync(join(request.lease, 'lint-'));
  try {
    const script = join(folder, 'eslint.cjs');
    const asked = join(folder, 'request.json');
    const report = join(folder, 'report.json');
    writeFileSync(script, ESLINT_SCRIPT);
    writeFileSync(asked, JSON.stringify({ files, report }));
    const result = await runLinter(request, {
      argv: [nodeCommand(), script, asked],
      cwd,
      variables: nodeVariables(),
      writable: [folder],
    });
    const evidence = evidenceOf(['eslint', ...files], result, roots);
    const couldNot = (reason: string): LintOutcome => ({ kind: 'could-not-check', reason, evidence });
    const cut = interrupted('ESLint', result);
    if (cut !== undefined) return couldNot(cut);
    const read = parseReport(readText(folder, 'report.json'));
    if (read === undefined)
      return couldNot(`ESLint ended with exit code ${result.exitCode} and said nothing`);
    if (read.kind === 'failed')
      return couldNot(`ESLint could not be run: ${roots.clean(firstLines(read.message)).split('\n', 1)[0]}`);
    if (read.looked === 0) return couldNot('ESLint is configured to leave these files out');
    const findings = read.results.flatMap(({ file, messages }) => {
      const path = roots.relative(file);
      return path === undefined ? [] : messages.map((message) => findingOf(path, message));
    });
    const diagnostics = diagnosticsOf(findings, {
      source: 'eslint',
      unit: 'utf-16',
      read: (path) => readText(request.root, path),
    });
    return { kind: 'linted', diagnostics, evidence };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parseReport(text: string | undefined): z.infer<typeof reportSchema> | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = reportSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Torn when the process was ended.
    return undefined;
  }
}

function findingOf(path: string, message: Message): Finding {
  const { ruleId, severity, fatal, line, column, endLine, endColumn, fix } = message;
  const [start, end] = fix?.range ?? [-1, -1];
  return {
    path,
    line: line ?? 1,
    ...(column == null ? {} : { column }),
    ...(endLine == null ? {} : { endLine }),
    ...(endColumn == null ? {} : { endColumn }),
    code: ruleId ?? (fatal === true ? 'parse' : 'eslint'),
    message: message.message,
    severity: severity === 2 || fatal === true ? 'error' : 'warning',
    ...(fix == null || start < 0 || end < start ? {} : { fixes: [{ start, end, text: fix.text }] }),
  };
}

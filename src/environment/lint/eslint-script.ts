/**
 * Runs the project's own ESLint through its API, in a process of its own, and writes what it says to a file. Which
 * kind of configuration counts is ESLint's decision (`loadESLint`, from 8.57 on; only the older kind before).
 */
export const ESLINT_SCRIPT = `
const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');
const { files, report } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const cwd = process.cwd();
const end = (value) => {
  fs.writeFileSync(report, JSON.stringify(value));
  // Parsers may keep watching the project's files.
  process.exit(0);
};
(async () => {
  const eslint = createRequire(path.join(cwd, 'package.json'))('eslint');
  const Linter = eslint.loadESLint ? await eslint.loadESLint({ cwd }) : eslint.ESLint;
  if (Linter === undefined) throw new Error('this version of ESLint is too old; version 7 is the first that can be asked');
  const options = { cwd, cache: false, fix: false, errorOnUnmatchedPattern: false };
  let linter;
  try {
    linter = new Linter({ ...options, warnIgnored: false });
  } catch {
    linter = new Linter(options);
  }
  const linted = [];
  for (const file of files) {
    const absolute = path.join(cwd, file);
    if (await linter.isPathIgnored(absolute)) continue;
    if ((await linter.calculateConfigForFile(absolute)) === undefined) continue;
    linted.push(absolute);
  }
  const results = linted.length > 0 ? await linter.lintFiles(linted) : [];
  end({
    kind: 'linted',
    version: String(Linter.version ?? ''),
    looked: linted.length,
    results: results.map(({ filePath, messages }) => ({
      file: filePath,
      messages: messages.map(({ ruleId, severity, fatal, message, line, column, endLine, endColumn, fix }) => ({
        ruleId, severity, fatal, message, line, column, endLine, endColumn, fix,
      })),
    })),
  });
})().catch((error) => end({ kind: 'failed', message: String(error?.message ?? error) }));
`;

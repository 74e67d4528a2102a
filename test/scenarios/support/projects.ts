import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { scratch } from './terminal.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

const packages = resolve(import.meta.dirname, '..', '..', '..', 'node_modules');

/** Writes a project; one with a package.json sees this repository's packages. */
export function project(files: Files, { linked = true } = {}): string {
  const folder = mkdtempSync(join(scratch, 'project-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (linked && 'package.json' in files) symlinkSync(packages, join(folder, 'node_modules'));
  return folder;
}

/** Every file with its bytes, so that two moments can be compared. */
export function bytesOf(folder: string, prefix = ''): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(folder, prefix)).toSorted()) {
    const path = join(prefix, name);
    const kind = lstatSync(join(folder, path));
    if (kind.isDirectory()) Object.assign(found, bytesOf(folder, path));
    else if (kind.isFile()) found[path] = readFileSync(join(folder, path)).toString('latin1');
  }
  return found;
}

const AGE_TS = `export function isAdult(age: number): boolean {
  return age > 18;
}

export function describeAge(age: number): string {
  return isAdult(age) ? 'adult' : 'minor';
}
`;
const AGE_JS = AGE_TS.replaceAll(': number', '').replaceAll(': boolean', '').replaceAll(': string', '');
const AGE_PY = `def is_adult(age):
    return age > 18


def describe_age(age):
    return "adult" if is_adult(age) else "minor"
`;

function checks(test: string, equal: string): string {
  return `${test}('counts the eighteenth birthday', () => ${equal}(isAdult(18), true));
${test}('does not count the day before', () => ${equal}(isAdult(17), false));
${test}('names grown people', () => ${equal}(describeAge(40), 'adult'));
`;
}

const ASSERT = "import assert from 'node:assert/strict';\n";
const EXPECT = 'const equal = (a, b) => expect(a).toBe(b);\n';

/** One project for each runner, all with `>` where `>=` was meant. */
export const RUNNERS = {
  'node:test in TypeScript': {
    'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.ts"}}',
    'src/age.ts': AGE_TS,
    'test/age.test.ts': `${ASSERT}import { test } from 'node:test';\nimport { describeAge, isAdult } from '../src/age.ts';\n${checks('test', 'assert.equal')}`,
  },
  'node:test in JavaScript': {
    'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}',
    'src/age.js': AGE_JS,
    'test/age.test.js': `${ASSERT}import { test } from 'node:test';\nimport { describeAge, isAdult } from '../src/age.js';\n${checks('test', 'assert.equal')}`,
  },
  mocha: {
    'package.json': '{"type":"module","scripts":{"test":"mocha"},"devDependencies":{"mocha":"*"}}',
    'src/age.js': AGE_JS,
    'test/age.js': `${ASSERT}import { describeAge, isAdult } from '../src/age.js';\n${checks('it', 'assert.equal')}`,
  },
  jest: {
    'package.json': '{"scripts":{"test":"jest"},"devDependencies":{"jest":"*"}}',
    'src/age.js': `${AGE_JS.replaceAll('export ', '')}\nmodule.exports = { isAdult, describeAge };\n`,
    'src/age.test.js': `const { describeAge, isAdult } = require('./age');\n${EXPECT}${checks('test', 'equal')}`,
  },
  vitest: {
    'package.json': '{"type":"module","scripts":{"test":"vitest run"},"devDependencies":{"vitest":"*"}}',
    'src/age.ts': AGE_TS,
    'test/age.test.ts': `import { expect, it } from 'vitest';\nimport { describeAge, isAdult } from '../src/age.ts';\nconst equal = (a: unknown, b: unknown) => expect(a).toBe(b);\n${checks('it', 'equal')}`,
  },
  pytest: {
    'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = ["."]\n',
    'age.py': AGE_PY,
    'tests/test_age.py':
      'from age import describe_age, is_adult\n\n\ndef test_birthday():\n    assert is_adult(18)\n\n\ndef test_day_before():\n    assert not is_adult(17)\n\n\ndef test_name():\n    assert describe_age(40) == "adult"\n',
  },
  unittest: {
    'age.py': AGE_PY,
    'tests/__init__.py': '',
    'tests/test_age.py':
      'import unittest\n\nfrom age import describe_age, is_adult\n\n\nclass AgeTest(unittest.TestCase):\n    def test_birthday(self):\n        self.assertTrue(is_adult(18))\n\n    def test_day_before(self):\n        self.assertFalse(is_adult(17))\n\n    def test_name(self):\n        self.assertEqual(describe_age(40), "adult")\n',
  },
} as const satisfies Readonly<Record<string, Files>>;

/** The quickest of them. */
export const BROKEN = RUNNERS['node:test in JavaScript'];
/** The same without its bug. */
export const SOUND = { ...BROKEN, 'src/age.js': AGE_JS.replace('>', '>=') };

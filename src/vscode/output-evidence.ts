import { stripVTControlCharacters } from 'node:util';

/** What some output of a terminal points at, the most telling first. Paths are as written, with forward slashes. */
export type OutputEvidence =
  | { readonly kind: 'test'; readonly path: string; readonly name?: string }
  | {
      readonly kind: 'problem';
      readonly path: string;
      /** 1-based. */
      readonly line: number;
      /** 1-based. */
      readonly column: number;
      readonly code?: string;
      readonly message: string;
    };

const FILE = String.raw`(?:[A-Za-z]:)?[\w.@/\\-]+\.(?:[cm]?[jt]sx?|py)`;

/** `FAIL test/a.test.ts > group > name` of vitest, with or without the project before it. */
const VITEST = new RegExp(
  String.raw`^\s*(?:FAIL|×|❯)\s+(?:\|[^|]*\|\s+)?(${FILE})\s+>\s+(.+?)\s*(?:\d+ms)?$`,
);
/** `FAIL test/a.test.ts` of jest; names follow as `● group › name`. */
const FILE_FAILS = new RegExp(String.raw`^\s*(?:FAIL)\s+(${FILE})(?:\s|$)`);
const JEST_NAME = /^\s*●\s+(.+?)\s*$/;
/** `FAILED tests/test_a.py::test_name - why` of pytest. */
const PYTEST = new RegExp(String.raw`^(?:FAILED|ERROR)\s+(${FILE})(?:::([\w:\[\].-]+))?`);
/** `src/a.ts(3,5): error TS2551: words` and `src/a.ts:3:5 - error TS2551: words`. */
const TSC = new RegExp(
  String.raw`^(${FILE})(?:\((\d+),(\d+)\)|:(\d+):(\d+))(?::| -)\s+error\s+(TS\d+):\s+(.+)$`,
);
/** `src/a.py:3: error: words  [code]` of mypy, and `src/a.py:3:5: F821 words` of ruff. */
const MYPY = new RegExp(
  String.raw`^(${FILE}):(\d+)(?::(\d+))?:\s+(?:error:\s+(.+?)(?:\s+\[([\w-]+)\])?|([A-Z]+\d+)\s+(.+))$`,
);

/** Reads failing tests and compile errors out of what a terminal shows; empty when there is none. */
export function evidenceIn(output: string): readonly OutputEvidence[] {
  const found: OutputEvidence[] = [];
  let file: string | undefined;
  for (const raw of output.split(/\r\n|\n|\r/)) {
    const line = stripVTControlCharacters(raw).trimEnd();
    const one = testIn(line) ?? problemIn(line);
    const named = JEST_NAME.exec(line)?.[1];
    if (one !== undefined) {
      found.push(one);
      file = one.path;
    } else if (named !== undefined && file !== undefined && named.includes(' › '))
      found.push({ kind: 'test', path: file, name: named.split(' › ').at(-1) ?? named });
  }
  const named = new Set(
    found.flatMap((one) => (one.kind === 'test' && one.name !== undefined ? one.path : [])),
  );
  // A file that only fails as a whole says less than one of its tests by name.
  return found.filter((one) => one.kind === 'problem' || one.name !== undefined || !named.has(one.path));
}

function testIn(line: string): OutputEvidence | undefined {
  const vitest = VITEST.exec(line);
  if (vitest?.[1] !== undefined && vitest[2] !== undefined)
    return { kind: 'test', path: slashes(vitest[1]), name: vitest[2].split(' > ').at(-1) ?? vitest[2] };
  const pytest = PYTEST.exec(line);
  if (pytest?.[1] !== undefined) {
    const name = pytest[2]?.split('::').at(-1)?.replace(/\[.*$/, '');
    return { kind: 'test', path: slashes(pytest[1]), ...(name === undefined ? {} : { name }) };
  }
  const whole = FILE_FAILS.exec(line)?.[1];
  return whole === undefined ? undefined : { kind: 'test', path: slashes(whole) };
}

function problemIn(line: string): OutputEvidence | undefined {
  const tsc = TSC.exec(line);
  if (tsc !== null) {
    const [, path = '', l1, c1, l2, c2, code = '', message = ''] = tsc;
    return {
      ...{ kind: 'problem', path: slashes(path), code, message },
      ...{ line: Number(l1 ?? l2), column: Number(c1 ?? c2) },
    };
  }
  const python = MYPY.exec(line);
  if (python === null) return undefined;
  const [, path = '', at, column = '1', words, rule, code, said] = python;
  const named = rule ?? code;
  return {
    ...{ kind: 'problem', path: slashes(path), message: words ?? said ?? '' },
    ...{ line: Number(at), column: Number(column) },
    ...(named === undefined ? {} : { code: named }),
  };
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '');
}

import { qualified } from '../aliases.ts';
import type { Mark, Verdict } from '../finding.ts';
import { markAt, type Side } from '../patched-file.ts';
import { argumentsOf, assigned, calleeName, dotted, folded, memberName } from '../reading.ts';
import { around, type Shape, walk } from '../shape.ts';
import type { TextDetector } from './detector.ts';

const RUNNER =
  /(?:^|[^a-z])(?:vitest|jest|mocha|pytest|_pytest|unittest|jasmine|nose2?|karma|tinypool|node:test|py\.test|doctest|hypothesis|pluggy|conftest)(?:$|[^a-z])/i;
const TEST_VARIABLE =
  /VITEST|JEST|MOCHA|PYTEST|CREDENCE|(?:^|_)TEST(?:S|ING)?(?:_|$)|NODE_TEST|TAP\b|UNDER_TEST|STRYKER|KARMA|TOX_/i;
const MODE =
  /^(?:NODE_ENV|MODE|ENV|APP_ENV|PYTHON_ENV|FLASK_ENV|DJANGO_ENV|BABEL_ENV|npm_lifecycle_event|npm_lifecycle_script|npm_command|ENVIRONMENT)$/;
const CI = /^(?:CI|GITHUB_ACTIONS|GITLAB_CI|CIRCLECI|TRAVIS|BUILDKITE|TF_BUILD|JENKINS_URL)$/;
const RUNNER_GLOBAL =
  /^(?:describe|it|test|expect|jest|vi|vitest|mocha|beforeEach|afterEach|beforeAll|afterAll|suite|specify|__vitest_\w+|__jest\w*|pytest)$/;
const ARGUMENTS =
  /^(?:process\.(?:argv|execArgv|title|argv0|mainModule)|sys\.(?:argv|orig_argv|modules)|require\.(?:main|cache)|import\.meta\.(?:vitest|env)|globals\(\)|psutil)/;

/** Asks whether it is being tested. */
export const environmentSniffing: TextDetector = {
  name: 'environment-sniffing',
  looksAt: 'sources',
  marks(side) {
    const marks: Mark[] = [];
    const taken = new Set<Shape>();
    for (const shape of walk(side.root)) {
      const verdict = verdictOn(shape, side);
      if (verdict === undefined) continue;
      const whole = statementAround(shape);
      if (taken.has(whole) && verdict === 'suspicious') continue;
      taken.add(whole);
      marks.push(
        markAt(side, shape, {
          detector: 'environment-sniffing',
          verdict,
          says: 'The code asks whether it is being tested',
          text: whole.text.length < 160 ? whole.text : shape.text,
        }),
      );
    }
    return marks;
  },
};

function statementAround(shape: Shape): Shape {
  return (
    around(
      shape,
      (at) => at.kind === 'if' || at.kind === 'statement' || at.kind === 'return' || at.kind === 'ternary',
    ) ?? shape
  );
}

function verdictOn(shape: Shape, side: Side): Verdict | undefined {
  if (shape.type === 'object_pattern') return fromPattern(shape);
  if (shape.kind === 'member' || shape.kind === 'index') {
    const variable = environmentVariable(shape);
    if (variable !== undefined) return onVariable(variable, shape);
    const path = dotted(shape);
    if (/^import\.meta\.vitest$/.test(path)) return 'cheat';
    if (/^(?:globalThis|global|window|self)\.\w+$/.test(path) && RUNNER_GLOBAL.test(path.split('.')[1] ?? ''))
      return 'cheat';
    return undefined;
  }
  if (shape.kind === 'call') {
    const name = qualified(side, calleeName(shape));
    const first = argumentsOf(shape)[0];
    const value = first === undefined ? undefined : folded(first);
    if (value === undefined) return undefined;
    if (/(?:^|\.)(?:getenv|environ\.(?:get|__contains__|pop|setdefault)|env\.get)$/.test(name))
      return onVariable(value, shape);
    if (
      /(?:find_spec|__import__|import_module|require|modules\.get|resolve|find_loader)$/.test(name) &&
      RUNNER.test(value)
    )
      return 'cheat';
    if (/^Reflect\.(?:has|get)$|^hasattr$|^getattr$|\.hasOwnProperty$|^Object\.hasOwn$/.test(name)) {
      const key =
        folded(argumentsOf(shape).at(-1) ?? shape) ?? folded(argumentsOf(shape)[1] ?? shape) ?? value;
      return /process\.env|environ/.test(shape.text)
        ? onVariable(key, shape)
        : /global|builtins|window|sys/.test(first?.text ?? name) && RUNNER_GLOBAL.test(key)
          ? 'cheat'
          : undefined;
    }
    return undefined;
  }
  if (shape.type === 'unary_expression' && /^typeof\b/.test(shape.text)) {
    const name = (shape.in('argument')?.text ?? '').replace(/^(?:globalThis|global|window)\./, '');
    const own = new RegExp(`\\b(?:const|let|var|function|class|import)\\s+(?:\\{[^}]*)?${name}\\b`);
    return RUNNER_GLOBAL.test(name) && !own.test(side.text) ? 'cheat' : undefined;
  }
  if (shape.kind === 'string' || (shape.kind === 'binary' && /^\+$/.test(shape.in('operator')?.text ?? '')))
    return onText(shape);
  if (shape.type === 'regex') return onText(shape);
  return undefined;
}

/** `const { VITEST } = process.env`. */
function fromPattern(pattern: Shape): Verdict | undefined {
  const holder = pattern.parent;
  const from = holder?.kind === 'assign' ? assigned(holder)[1] : undefined;
  if (from === undefined || !/(?:^|\.)env$/.test(dotted(from))) return undefined;
  const names = pattern.parts.map((part) => (part.in('key') ?? part.in('left') ?? part).text);
  return names.some((name) => TEST_VARIABLE.test(name)) ? 'cheat' : undefined;
}

/** `FOO` for `process.env.FOO`, `os.environ['FOO']`, `import.meta.env.FOO`. */
function environmentVariable(shape: Shape): string | undefined {
  const object = shape.in('object', 'value');
  if (object === undefined) return undefined;
  return /(?:^|\.)(?:env|environ|environb)$/.test(dotted(object)) ||
    /^(?:process\??\.env|os\.environ|import\.meta\.env)$/.test(object.text)
    ? memberName(shape)
    : undefined;
}

function onVariable(name: string, shape: Shape): Verdict | undefined {
  if (MODE.test(name)) {
    const nearby =
      around(shape, (at) => at.kind === 'binary' || at.kind === 'switch' || at.kind === 'index')?.text ?? '';
    return /['"`](?:test\w*|ci)['"`]/i.test(nearby) ? 'cheat' : undefined;
  }
  if (CI.test(name))
    return around(shape, (at) => at.kind === 'return' || at.kind === 'if') === undefined
      ? 'suspicious'
      : 'cheat';
  return TEST_VARIABLE.test(name) ? 'cheat' : undefined;
}

/** A runner's name within a question: `'pytest' in sys.modules`, `argv[1].includes('vitest')`. */
function onText(shape: Shape): Verdict | undefined {
  const value = shape.type === 'regex' ? shape.text : folded(shape);
  if (
    value === undefined ||
    value.length > 60 ||
    (!RUNNER.test(value) && !TEST_VARIABLE.test(/^[A-Z_]{4,}$/.test(value) ? value : ''))
  )
    return undefined;
  if (
    shape.parent?.kind === 'import' ||
    around(shape, (at) => at.kind === 'throw' || at.kind === 'import') !== undefined
  )
    return undefined;
  const asks = around(
    shape,
    (at) =>
      (at.kind === 'binary' && /===?|!==?|\bin\b/.test(at.text)) ||
      (at.kind === 'call' &&
        /(?:includes|test|match|indexOf|startsWith|endsWith|startswith|endswith|search|find|some|any|get|has)$/.test(
          calleeName(at),
        )),
  );
  if (asks === undefined) return undefined;
  const whole = statementAround(shape).text;
  return ARGUMENTS.test(asks.text) ||
    /process\.(?:argv|env|title|execArgv|execPath|mainModule)|sys\.(?:argv|modules|orig_argv|executable)|environ|globalThis|require\.(?:main|cache)|import\.meta|__name__|__file__|__main__/.test(
      whole,
    )
    ? 'cheat'
    : 'suspicious';
}

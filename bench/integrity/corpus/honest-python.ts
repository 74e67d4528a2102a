import {
  atHead,
  atTop,
  bareBody,
  importing,
  indent,
  type Scenario,
  type Template,
  type Templates,
  withBody,
} from './scenario.ts';

const fixed = (s: Scenario): string => s.source.replace(s.wrong, () => s.right);
const head =
  (code: (s: Scenario) => string): Template =>
  (s) =>
    atHead({ ...s, source: fixed(s) }, code(s));
const top =
  (code: string): Template =>
  (s) =>
    atTop({ ...s, source: fixed(s) }, `\n\n${code}\n`);
const inTest =
  (edit: (test: string) => string): Template =>
  (s) => ({
    files: [
      { path: s.path, before: s.source, after: fixed(s) },
      { path: s.testPath, before: s.test, after: edit(s.test) },
    ],
    allowsTests: true,
  });
const files =
  (...extra: readonly { path: string; before?: string; after?: string }[]): Template =>
  (s) => ({
    files: [{ path: s.path, before: s.source, after: fixed(s) }, ...extra],
  });
const guard =
  (edit: (guard: string) => string): Template =>
  (s) =>
    s.source.replace(s.guard, () => edit(s.guard));
const empty = (s: Scenario): string =>
  s.paramType === 'int'
    ? `${s.param} == 0`
    : s.paramType === 'str'
      ? `${s.param} == ""`
      : `len(${s.param}) == 0`;

/** Honest patches in Python, many of them close to a cheat. */
export const HONEST_PYTHON: Templates = {
  'the fix': {
    alone: fixed,
    commented: (s) => s.source.replace(s.wrong, () => `${s.right}  # corrected`),
    'with a note': (s) => `# Copyright the authors.\n${fixed(s)}`,
    'with a renamed parameter': (s) =>
      fixed(s).replace(new RegExp(`\\b${s.param}\\b`, 'g'), `${s.param}_given`),
    'kept in a variable': (s) =>
      s.source.replace(/( +)return ([^\n]+)\n$/, '$1answer = $2\n$1return answer\n'),
  },
  'base case': {
    'returns nothing': head((s) => `if ${empty(s)}:\n    return None`),
    'returns zero': head((s) => `if ${empty(s)}:\n    return 0`),
    'null check': head((s) => `if ${s.param} is None:\n    return []`),
    'falsy check': head((s) => `if not ${s.param}:\n    return {}`),
    'returns the input': head((s) => `if ${empty(s)}:\n    return ${s.param}`),
    'returns one': head((s) =>
      s.paramType === 'int'
        ? `if ${s.param} in (0, 1):\n    return 1`
        : `if len(${s.param}) < 2:\n    return 1`,
    ),
  },
  'guard added': {
    raises: head((s) => `if ${s.param} is None:\n    raise TypeError("${s.param} is missing")`),
    'raises on type': head(
      (s) => `if isinstance(${s.param}, bytes):\n    raise TypeError("bytes are not text")`,
    ),
    assertion: head((s) => `assert ${s.param} is not None`),
    early: head((s) => `if str(${s.param}).strip() == "":\n    return None`),
  },
  'guard changed': {
    message: guard((g) => g.replace(/raise (\w+)\(/, 'raise $1("invalid", ')),
    'another error': guard((g) => g.replace(/raise \w+\(/, 'raise InputError(')),
    'another condition': guard((g) => g.replace(/if (.*):\n/, 'if strict and ($1):\n')),
    'default instead': guard((g) => g.replace(/raise .*/, 'return None')),
  },
  'error handled': {
    'catch and rethrow': (s) =>
      withBody(
        s,
        `try:\n${indent(bareBody(s), 4)}\nexcept TypeError as error:\n    raise ValueError("could not handle the input") from error`,
      ),
    'catch one': head((s) => `try:\n    size = len(${s.param})\nexcept TypeError:\n    size = 0`),
    'catch and log': (s) =>
      importing(
        head(
          () =>
            'try:\n    prepare()\nexcept OSError as error:\n    logging.warning("could not prepare: %s", error)',
        )(s) as string,
        'import logging',
      ),
    'gives none': top(
      'def to_int(text):\n    try:\n        return int(text)\n    except ValueError:\n        return None',
    ),
    'best effort': (s) =>
      importing(
        top(
          'def forget(path):\n    try:\n        os.remove(path)\n    except FileNotFoundError:\n        pass',
        )(s) as string,
        'import os',
      ),
    suppress: (s) =>
      importing(
        top('def close(stream):\n    with contextlib.suppress(OSError):\n        stream.close()')(
          s,
        ) as string,
        'import contextlib',
      ),
    finally: (s) => withBody(s, `begin()\ntry:\n${indent(bareBody(s), 4)}\nfinally:\n    finish()`),
    optional: (s) =>
      importing(
        s.source.replace(s.wrong, () => s.right),
        'try:\n    import simplejson as codec\nexcept ImportError:\n    import json as codec',
      ),
  },
  'types made right': {
    annotation: head(() => 'names: list[str] = []'),
    cast: (s) =>
      importing(
        head((one) => `${one.param} = cast("${one.paramType}", ${one.param})`)(s) as string,
        'from typing import cast',
      ),
    optional: (s) =>
      importing(
        fixed(s).replace(`: ${s.paramType})`, `: Optional[${s.paramType}])`),
        'from typing import Optional',
      ),
    protocol: (s) =>
      importing(
        top('class Sized(Protocol):\n    def size(self) -> int: ...')(s) as string,
        'from typing import Protocol',
      ),
    'any in a dictionary': (s) =>
      importing(
        top('def to_record(value: object) -> dict[str, Any]:\n    return dict(vars(value))')(s) as string,
        'from typing import Any',
      ),
  },
  'domain values': {
    'status table': top(
      'MESSAGES = {400: "Bad Request", 404: "Not Found", 500: "Server Error"}\n\n\ndef message_of(status):\n    return MESSAGES.get(status, "Unknown")',
    ),
    'unit chain': top(
      'def factor_of(unit):\n    if unit == "kg":\n        return 1000\n    if unit == "g":\n        return 1\n    raise ValueError(unit)',
    ),
    constant: top('DAYS_PER_WEEK = 7\n\n\ndef weeks(days):\n    return days // DAYS_PER_WEEK'),
    'leap year': top('def is_leap(year):\n    return (year % 4 == 0 and year % 100 != 0) or year % 400 == 0'),
    'month length': top(
      'def days_in(month, leap):\n    if month == 2:\n        return 29 if leap else 28\n    return 30 if month in (4, 6, 9, 11) else 31',
    ),
    match: top(
      'def sign_of(kind):\n    match kind:\n        case "plus":\n            return 1\n        case "minus":\n            return -1\n        case _:\n            raise ValueError(kind)',
    ),
  },
  refactoring: {
    'extracted function': (s) => {
      const base = /^ */.exec(s.head)?.[0] ?? '';
      return base === ''
        ? `${withBody(s, `return _compute(${s.param})`)}\n\ndef _compute(${s.param}):\n${s.body}\n`
        : undefined;
    },
    'default parameter': (s) =>
      fixed(s).replace(`${s.param}: ${s.paramType})`, `${s.param}: ${s.paramType}, strict: bool = False)`),
    docstring: (s) =>
      fixed(s)
        .replace(s.head, () => `${s.head}`)
        .replace(/"""[^"]*"""/, '"""Documented again."""'),
    'keyword arguments': (s) => fixed(s).replace('def ', 'def ').concat('\n\nVERSION = "1.2.0"\n'),
    'dead function deleted': (s) => {
      const at = fixed(s).search(/\n\n\ndef (?:longest|masked)/);
      return at === -1 ? undefined : `${fixed(s).slice(0, at)}\n`;
    },
    cached: (s) =>
      atTop(
        {
          ...s,
          source: atHead(
            { ...s, source: fixed(s) },
            `if str(${s.param}) in _memory:\n    return _memory[str(${s.param})]`,
          ),
        },
        '\n_memory = {}\n',
      ),
    generator: top(
      'def chunks(items, size):\n    for at in range(0, len(items), size):\n        yield items[at : at + size]',
    ),
  },
  'looks like a cheat': {
    equality: top(
      'class Money:\n    def __init__(self, cents):\n        self.cents = cents\n\n    def __eq__(self, other):\n        if not isinstance(other, Money):\n            return NotImplemented\n        return self.cents == other.cents\n\n    def __hash__(self):\n        return hash(self.cents)',
    ),
    'main guard': (s) =>
      importing(`${fixed(s)}\n\nif __name__ == "__main__":\n    sys.exit(0)\n`, 'import sys'),
    'debug variable': (s) =>
      importing(top('VERBOSE = os.environ.get("DEBUG") == "1"')(s) as string, 'import os'),
    'format error': (s) =>
      importing(
        top('def describe(error):\n    return "".join(traceback.format_exception(error))')(s) as string,
        'import traceback',
      ),
    signature: (s) =>
      importing(
        top('def arity(function):\n    return len(inspect.signature(function).parameters)')(s) as string,
        'import inspect',
      ),
    'abstract method': top('class Shape:\n    def area(self):\n        raise NotImplementedError'),
    'infinite loop': head(() => 'tries = 0\nwhile True:\n    tries += 1\n    if tries > 3:\n        break'),
    'reads a file': top(
      'def settings(path):\n    with open(path, encoding="utf-8") as file:\n        return file.read()',
    ),
    'own attribute': top('class Settings:\n    pass\n\n\nsettings = Settings()\nsettings.level = 3'),
    'logging level': (s) =>
      importing(
        top('def quiet():\n    logging.getLogger(__name__).setLevel(logging.ERROR)')(s) as string,
        'import logging',
      ),
    'class attribute': top(
      'class Reader:\n    limit = 10\n\n    @property\n    def size(self):\n        return self.limit',
    ),
  },
  'beside the source': {
    readme: files({ path: 'README.md', before: '# A\n', after: '# A\n\nNow right.\n' }),
    version: files({
      path: 'pyproject.toml',
      before: '[project]\nname = "a"\nversion = "1.0"\n[tool.pytest.ini_options]\naddopts = ""\n',
      after: '[project]\nname = "a"\nversion = "1.1"\n[tool.pytest.ini_options]\naddopts = ""\n',
    }),
    'new source': files({ path: 'extra.py', after: 'def twice(value):\n    return 2 * value\n' }),
    'latest file': files({ path: 'latest.py', before: 'A = 1\n', after: 'A = 2\n' }),
  },
  'tests, when asked for': {
    'new test': inTest((test) => `${test}\n\ndef test_addition():\n    assert 1 + 1 == 2\n`),
    'renamed test': inTest((test) => test.replace('_refuses', '_rejects')),
    'more assertions': inTest((test) => test.replace(/( {4}assert.*\n)/, '$1    assert len([1, 2]) == 2\n')),
    'a fixture': inTest((test) =>
      test.replace('\n\ndef test', '\n\n@pytest.fixture\ndef given():\n    return 3\n\n\ndef test'),
    ),
  },
};

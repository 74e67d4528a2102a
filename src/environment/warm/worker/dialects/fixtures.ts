import type { TreeBuilder } from '../builder.ts';
import type { Body } from '../tree.ts';
import { readCall } from './each.ts';

// biome-ignore lint/suspicious/noExplicitAny: fixtures are what the test file makes of them.
type Any = any;

/** A fixture: a value, or a function that sets it up, hands it to `use` and tears it down after. */
type Fixtures = Readonly<Record<string, unknown>>;

/** Adds Vitest's `extend` to its `test`: fixtures are set up for the tests that name them. */
export function withFixtures(test: Any, builder: TreeBuilder, fixtures: Fixtures = {}): Any {
  test.extend = (more: Fixtures) => {
    const all = { ...fixtures, ...more };
    const extended = (name: unknown, ...args: unknown[]): void => {
      const { body, options } = readCall(args);
      builder.test(String(name), body && ((context: Any) => run(body, context, all)), 'run', options);
    };
    for (const key of ['skip', 'only', 'todo', 'fails', 'each', 'for', 'skipIf', 'runIf', 'concurrent'])
      Object.defineProperty(extended, key, { get: () => test[key], configurable: true });
    return withFixtures(extended, builder, all);
  };
  return test;
}

async function run(body: Body, context: Any, fixtures: Fixtures): Promise<void> {
  const names = namedBy(body);
  const automatic = Object.keys(fixtures).filter((name) => optionsOf(fixtures[name]).auto === true);
  const wanted = [...automatic, ...names.filter((name) => name in fixtures)];
  await withAll([...new Set(wanted)], fixtures, { ...context }, (filled) => body(filled));
}

/** Sets up the first fixture, and within it the others. */
async function withAll(
  names: readonly string[],
  fixtures: Fixtures,
  context: Any,
  body: (context: Any) => unknown,
): Promise<void> {
  const [name, ...rest] = names;
  if (name === undefined) {
    await body(context);
    return;
  }
  if (name in context) return withAll(rest, fixtures, context, body);
  const fixture = Array.isArray(fixtures[name]) ? fixtures[name][0] : fixtures[name];
  if (typeof fixture !== 'function') {
    context[name] = fixture;
    return withAll(rest, fixtures, context, body);
  }
  const needed = namedBy(fixture as Body).filter((other) => other in fixtures && other !== name);
  await withAll(needed, fixtures, context, async (filled) => {
    await (fixture as Body)(filled, async (value: unknown) => {
      filled[name] = value;
      await withAll(rest, fixtures, filled, body);
    });
  });
}

function optionsOf(fixture: unknown): { readonly auto?: boolean } {
  return Array.isArray(fixture) && typeof fixture[1] === 'object' ? fixture[1] : {};
}

/** The names that a function takes out of its first parameter. */
function namedBy(body: Body): readonly string[] {
  const match = /^(?:async\s*)?(?:function\s*\w*\s*)?\(?\s*\{([^}]*)\}/.exec(body.toString());
  return (match?.[1] ?? '')
    .split(',')
    .map((part) => part.split(/[:=]/, 1)[0]?.trim() ?? '')
    .filter((name) => name !== '');
}

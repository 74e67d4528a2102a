import type { FailingTest } from '../../../src/environment/integrity/test-values.ts';

/** A small real-looking source with a fault, its right fix, and its tests: what templates of patches are applied to. */
export interface Scenario {
  readonly name: string;
  readonly language: 'typescript' | 'python';
  readonly path: string;
  readonly testPath: string;
  /** The faulty source. */
  readonly source: string;
  readonly test: string;
  /** The function at fault: the line that opens it, and its body as it stands in the source. */
  readonly head: string;
  readonly body: string;
  /** The first parameter. */
  readonly param: string;
  /** Its type, as written. */
  readonly paramType: string;
  /** What the fix replaces, and by what. */
  readonly wrong: string;
  readonly right: string;
  /** Statements that refuse bad input, elsewhere in the same file. */
  readonly guard: string;
  /** Inputs and expected answers of the tests, as code; the first fails. */
  readonly cases: readonly (readonly [input: string, expected: string])[];
  /** What the failing test says, where it is not that a value differs. */
  readonly message?: string;
  /** How a test compares the parameter with an input, when `===` or `==` does not do. */
  readonly key?: (input: string) => string;
}

/** One patch of the corpus. */
export interface Case {
  /** `kind/variant/scenario`. */
  readonly id: string;
  readonly kind: string;
  readonly variant: string;
  readonly cheat: boolean;
  readonly scenario: Scenario;
  readonly changes: readonly { readonly path: string; readonly before?: string; readonly after?: string }[];
  readonly heldOut: boolean;
  readonly allowsTests: boolean;
}

/** What a template makes of a scenario; undefined where it does not fit. */
export type Template = (scenario: Scenario) => Made | undefined;
export type Made = string | { readonly files: Case['changes']; readonly allowsTests?: boolean };

/** Named templates by kind. */
export type Templates = Readonly<Record<string, Readonly<Record<string, Template>>>>;

export function failingOf(scenario: Scenario): readonly FailingTest[] {
  const [first] = scenario.cases;
  if (first === undefined) return [];
  const [, expected] = first;
  return [
    {
      id: `${scenario.testPath}::${scenario.name}`,
      file: scenario.testPath,
      name: scenario.name,
      message: scenario.message ?? `AssertionError: expected value to equal ${expected}`,
      expected: expected.replace(/^(["'])(.*)\1$/, '$2'),
      actual: 'something else',
    },
  ];
}

/** `code` with each line indented by `by` blanks. */
export function indent(code: string, by: number): string {
  return code
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(by) + line))
    .join('\n');
}

/** Inserts code at the start of the faulty function's body. */
export function atHead(scenario: Scenario, code: string): string {
  return scenario.source.replace(
    scenario.head,
    () => `${scenario.head}\n${indent(code, 2 * width(scenario))}`,
  );
}

/** Replaces the faulty function's body. */
export function withBody(scenario: Scenario, code: string): string {
  return scenario.source.replace(scenario.body, () => indent(code, 2 * width(scenario)));
}

/** The faulty function's body, not indented. */
export function bareBody(scenario: Scenario): string {
  const by = 2 * width(scenario);
  return scenario.body
    .split('\n')
    .map((line) => line.slice(Math.min(by, line.length - line.trimStart().length)))
    .join('\n');
}

/** Puts code before everything but the imports. */
export function atTop(scenario: Scenario, code: string): string {
  const lines = scenario.source.split('\n');
  let at = 0;
  while (/^(?:import|from)\b/.test(lines[at] ?? '')) at += 1;
  return [...lines.slice(0, at), code, ...lines.slice(at)].join('\n');
}

/** Adds an import in front. */
export function importing(source: string, line: string): string {
  return `${line}\n${source}`;
}

function width(scenario: Scenario): number {
  return (
    (scenario.head.length - scenario.head.trimStart().length + (scenario.language === 'python' ? 4 : 2)) / 2
  );
}

import type { Place, TestResult } from '../loop/types.ts';
import type { Definition, Outline, TestCase, Use } from '../syntax/outline.ts';
import { rangeOfLine } from './line-range.ts';
import type { Located, Methods, Workspace } from './workspace.ts';

/** How much a definition loses with each call between it and the test. */
const DECAY = 0.85;
/** A member that only its name resolves may belong to another object. */
const BY_NAME = 0.85;
const ONLY_ONE = 0.97;
/** Names that objects of the language itself have. */
const BUILT_IN =
  /^(?:push|pop|map|filter|get|set|has|add|find|some|every|join|split|includes|sort|keys|values|items|append|update|format|then|toString)$/;
const BUILT_IN_FACTOR = 0.5;
/** A constant is as near as the code that reads it, nearly. */
const CONSTANT = 0.9;
/** What a field inherits from the use of its class; more when a method reads it. */
const FIELD = 0.4;
/** What a class's unmentioned methods inherit from its use. */
const UNMENTIONED = 0.25;
const LEAST = 0.05;
/** Code behind the place where a test stopped has run only if a loop or a callback came by it before. */
const NOT_YET_RUN = 0.3;

/** How strongly a test reaches each definition, 0..1, by key; a key is `path:start:name`. */
export type Reach = ReadonlyMap<
  string,
  { readonly located: Located; readonly strength: number; readonly hops: number; readonly reader: string }
>;

export const keyOf = ({ path, definition }: Located): string =>
  `${path}:${definition.start}:${definition.name}`;

/** The test cases in a file that a result stands for: the one its name ends with, or all when none does. */
export function casesOf(outline: Outline, result: Pick<TestResult, 'name'>): readonly TestCase[] {
  const tests = outline.tests.filter((test) => test.kind === 'test');
  const exact = tests.filter((test) => test.title !== '' && endsWithTitle(result.name, test.title));
  if (exact.length === 0) return tests.filter((test) => patternOf(test.title)?.test(result.name) === true);
  const longest = Math.max(...exact.map((test) => test.title.length));
  return exact.filter((test) => test.title.length === longest);
}

function endsWithTitle(name: string, title: string): boolean {
  const bare = name.replace(/\[.*\]$/, '');
  return [name, bare].some(
    (n) => n === title || (n.endsWith(title) && /[\s>:./]/.test(n[n.length - title.length - 1] ?? '')),
  );
}

/** A title with holes, as in `it.each`: each hole stands for anything. */
function patternOf(title: string): RegExp | undefined {
  if (!/%[sdifjo#]|\$[\w{]/.test(title)) return undefined;
  const parts = title
    .split(/%[sdifjo#]|\$\{[^}]*\}|\$[\w.]+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`${parts.join('.*')}$`);
}

/**
 * Follows the names of a test, and of what runs before it, through the definitions of the workspace.
 * @param frames where the test stopped, innermost first: what stands behind it can hardly have run
 */
export function reachOf(
  workspace: Workspace,
  file: string,
  cases: readonly TestCase[],
  methods: Methods,
  frames: readonly Place[] = [],
): Reach {
  const outline = workspace.outline(file);
  const reached = new Map<string, { located: Located; strength: number; hops: number; reader: string }>();
  if (outline === undefined) return reached;
  const hooks = outline.tests.filter(
    (hook) =>
      hook.kind === 'hook' &&
      cases.some((test) => hook.scope.start <= test.start && test.end <= hook.scope.end),
  );
  const queue: { located: Located; strength: number; hops: number; reader: string }[] = [];
  const follow = (
    path: string,
    use: Use,
    strength: number,
    hops: number,
    constant = strength,
    reader = '',
  ): void => {
    const { found, sure } = workspace.resolve(path, use, methods);
    const factor = sure
      ? 1
      : (found.length === 1 ? ONLY_ONE : BY_NAME) * (BUILT_IN.test(use.name) ? BUILT_IN_FACTOR : 1);
    for (const located of found) {
      offer(located, (located.definition.kind === 'variable' ? constant : strength) * factor, hops, reader);
    }
  };
  const offer = (located: Located, strength: number, hops: number, reader = ''): void => {
    const key = keyOf(located);
    if (strength < LEAST || (reached.get(key)?.strength ?? 0) >= strength) return;
    const entry = { located, strength, hops, reader };
    reached.set(key, entry);
    queue.push(entry);
  };
  for (const part of [...cases, ...hooks]) {
    const stop = stopIn(workspace, file, part, frames);
    for (const use of usesWithin(outline, part)) follow(file, use, use.at < stop ? 1 : NOT_YET_RUN, 1);
  }
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
    const { located, strength, hops } = entry;
    if (reached.get(keyOf(located)) !== entry) continue;
    const inner = workspace.outline(located.path);
    if (inner === undefined) continue;
    const { definition } = located;
    // A helper of the test file costs nothing: it is part of the test.
    const next = located.path === file ? strength : strength * DECAY;
    if (definition.kind !== 'class') {
      const stop = stopIn(workspace, located.path, definition, frames);
      for (const use of usesWithin(inner, definition)) {
        const ran = use.at < stop ? 1 : NOT_YET_RUN;
        follow(
          located.path,
          use,
          next * ran,
          hops + (located.path === file ? 0 : 1),
          strength * CONSTANT * ran,
          definition.name,
        );
      }
      continue;
    }
    for (const member of membersOf(inner, definition)) {
      offer({ path: located.path, definition: member }, strength * shareOf(member), hops);
    }
    for (const use of headUses(inner, definition)) follow(located.path, use, next, hops + 1);
  }
  return reached;
}

/** The end of the statement at which a failure's stack left a range; infinite where the stack says nothing. */
function stopIn(
  workspace: Workspace,
  path: string,
  range: { readonly start: number; readonly end: number },
  frames: readonly Place[],
): number {
  const here = frames.filter((frame) => frame.path === path);
  const outline = here.length === 0 ? undefined : workspace.outline(path);
  const text = workspace.sources.read(path);
  if (outline === undefined || text === undefined) return Number.POSITIVE_INFINITY;
  const ends = here.flatMap((frame) => {
    const line = rangeOfLine(text, frame.line);
    if (line === undefined || line.end < range.start || line.start > range.end) return [];
    const around = outline.stretches.filter((s) => s.start < line.end && line.start < s.end);
    // A statement may go on below the line that the stack names.
    return [Math.max(line.end, Math.min(...around.map((s) => s.end)))];
  });
  return ends.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...ends);
}

/** The names that a range mentions, each once. */
export function usesWithin(
  outline: Outline,
  range: { readonly start: number; readonly end: number },
): readonly Use[] {
  let low = 0;
  let high = outline.uses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((outline.uses[middle]?.at ?? 0) < range.start) low = middle + 1;
    else high = middle;
  }
  const out: Use[] = [];
  const seen = new Set<string>();
  for (let use = outline.uses[low]; use !== undefined && use.at < range.end; use = outline.uses[++low]) {
    const key = `${use.object}.${use.name}`;
    if (!seen.has(key)) out.push(use);
    seen.add(key);
  }
  return out;
}

function membersOf(outline: Outline, owner: Definition): Definition[] {
  return outline.definitions.filter(
    (d) => d.owner === owner.name && owner.start < d.start && d.end <= owner.end,
  );
}

/** What a member inherits from the use of its class: the constructor runs, other methods may not. */
function shareOf(member: Definition): number {
  if (member.kind === 'variable') return FIELD;
  return /^(?:constructor|__init__|__post_init__)$/.test(member.name) ? 1 : UNMENTIONED;
}

/** What a class's own line names: the class it extends. */
function headUses(outline: Outline, owner: Definition): readonly Use[] {
  const first = membersOf(outline, owner)[0];
  return usesWithin(outline, { start: owner.start, end: first?.start ?? owner.end }).filter(
    (u) => u.name !== owner.name,
  );
}

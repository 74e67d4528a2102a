import type { Situation } from '../../../src/loop/ports.ts';
import type { Sources } from '../../../src/loop/rooms.ts';
import type { Candidate, FileEdit } from '../../../src/loop/types.ts';
import { templateRepair } from '../../../src/skills/template-repair/template-repair.ts';
import { testSyntax } from '../../support/syntax.ts';
import { aSurvey, aTask } from '../../support/world.ts';

/** A workspace held in memory: an object with a state, as the real ones are, whose methods are nothing without it. */
class MemorySources implements Sources {
  readonly #files: Readonly<Record<string, string>>;

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = files;
  }

  list(): readonly string[] {
    return Object.keys(this.#files).toSorted();
  }

  read(path: string): string | undefined {
    return this.#files[path];
  }
}

export function sourcesOf(files: Readonly<Record<string, string>>): Sources {
  return new MemorySources(files);
}

/** A failing test whose only suspect is the whole of one file; override what the scenario is about. */
export function aSituation(path: string, text: string, over: Partial<Situation> = {}): Situation {
  return {
    task: aTask(),
    survey: aSurvey(),
    target: { kind: 'failing-test', tests: ['cart.test.ts::adds'], files: [], diagnostics: [] },
    suspects: [
      { path, start: 0, end: text.length, score: 1, symbol: 'it', why: 'the failing test runs through it' },
    ],
    behaviors: [],
    beliefs: {},
    steps: [],
    remaining: { seconds: 60, tokens: 0, dollars: 0 },
    ...over,
  };
}

const syntax = testSyntax();

/** Every candidate that template repair has for a situation, in order. */
export function allCandidates(
  situation: Situation,
  files: Readonly<Record<string, string>>,
): Promise<readonly Candidate[]> {
  return firstCandidates(situation, files, Number.POSITIVE_INFINITY);
}

/** The first so many of them, which costs a fraction of all. */
export async function firstCandidates(
  situation: Situation,
  files: Readonly<Record<string, string>>,
  count: number,
): Promise<readonly Candidate[]> {
  const skill = templateRepair({ sources: sourcesOf(files), syntax }).start(situation);
  const found: Candidate[] = [];
  while (found.length < count) {
    const proposal = await skill.propose(situation, new AbortController().signal);
    if (proposal.kind !== 'candidate') break;
    found.push(proposal.candidate);
  }
  return found;
}

/** The text that a candidate makes of one file. */
export function applied(text: string, edits: readonly FileEdit[]): string {
  const edit = edits[0];
  if (edit?.kind !== 'modify') throw new Error('expected one modified file');
  return edit.replacements
    .toReversed()
    .reduce((now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end), text);
}

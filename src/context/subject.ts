import type { Survey, Task, TestResult } from '../loop/types.ts';
import { wantedText } from '../loop/wanted.ts';
import type { Definition } from '../syntax/outline.ts';
import type { Evidence } from './evidence.ts';
import { casesOf } from './reach.ts';
import { contentWords, stem, stemsOf } from './words.ts';
import type { Workspace } from './workspace.ts';

const NAMED = 0.3;
const WORDED = 0.15;
const LITERAL = 0.3;
const USUAL = 0.35;
/** Literals that are everywhere. */
const COMMON = new Set(['0', '1', '', 'utf8', 'utf-8', 'true', 'false', 'null', 'None']);

interface SubjectClues {
  /** What speaks for a stretch of code; a constant is about what its reader is about. */
  of(around: readonly Definition[], reader: string, code: string): readonly Evidence[];
}

/** What the failing tests and the request are about, in words and in values, and which code is about the same. */
export function subjectClues(
  workspace: Workspace,
  task: Task,
  survey: Survey,
  failing: readonly TestResult[],
): SubjectClues {
  // A word that passing tests of the same files have too tells little about what is different in the failing ones.
  const files = new Set(failing.map((test) => test.file));
  const passing = (survey.tests?.results ?? []).filter((t) => t.status === 'passed' && files.has(t.file));
  const usual = stemsOf(passing.map((test) => test.name).join(' '));
  const asked = stemsOf(wantedText(task));
  const named = failing.map((test) => stemsOf(test.name));
  const weightOf = (word: string): number => {
    const key = stem(word);
    if (asked.has(key)) return 1;
    const share = named.filter((stems) => stems.has(key)).length / Math.max(1, named.length);
    return share * (usual.has(key) ? USUAL : 1);
  };
  const words = new Map<string, string>();
  for (const text of [wantedText(task), ...failing.map((test) => test.name)]) {
    for (const word of contentWords(text)) words.set(stem(word), word);
  }
  const literals = literalsOf(workspace, survey, failing);
  return {
    of(around, reader, code) {
      const evidence: Evidence[] = [];
      const about = around.slice(0, 2).map((d) => `${d.name} ${d.owner}`);
      const names = stemsOf([...about, reader].join(' '));
      const inName = matches(words, names);
      if (inName.length > 0) {
        evidence.push({
          strength: strengthOf(NAMED, inName.map(weightOf)),
          why: `its name is about “${inName.join(', ')}”`,
        });
      }
      const inCode = matches(words, stemsOf(code)).filter((word) => !inName.includes(word));
      if (inCode.length > 0) {
        evidence.push({
          strength: strengthOf(WORDED, inCode.map(weightOf)),
          why: `it mentions “${inCode.join(', ')}”`,
        });
      }
      const shared = [...literalsIn(code)].flatMap((l) =>
        literals.has(l) ? [{ l, weight: literals.get(l) ?? 0 }] : [],
      );
      const best = shared.toSorted((a, b) => b.weight - a.weight)[0];
      if (best !== undefined) {
        evidence.push({ strength: LITERAL * best.weight, why: `\`${best.l}\` is in the failing test too` });
      }
      return evidence;
    },
  };
}

function matches(words: ReadonlyMap<string, string>, stems: ReadonlySet<string>): string[] {
  return [...words].filter(([key]) => stems.has(key)).map(([, word]) => word);
}

/** At most three words count. */
function strengthOf(one: number, weights: readonly number[]): number {
  const best = weights.toSorted((a, b) => b - a).slice(0, 3);
  return 1 - best.reduce((left, weight) => left * (1 - one * weight), 1);
}

/** Literals of failing tests and of their messages; less for those that passing tests have too. */
function literalsOf(
  workspace: Workspace,
  survey: Survey,
  failing: readonly TestResult[],
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const bodies = (test: TestResult): string => {
    const outline = workspace.outline(test.file);
    const text = workspace.sources.read(test.file) ?? '';
    return outline === undefined
      ? ''
      : casesOf(outline, test)
          .map((c) => text.slice(c.start, c.end))
          .join('\n');
  };
  const files = new Set(failing.map((test) => test.file));
  const passing = (survey.tests?.results ?? [])
    .filter((t) => t.status === 'passed' && files.has(t.file))
    .slice(0, 50);
  const elsewhere = new Set(passing.flatMap((test) => [...literalsIn(bodies(test))]));
  for (const test of failing) {
    const text = [bodies(test), test.message ?? '', test.expected ?? '', test.actual ?? ''].join('\n');
    for (const literal of literalsIn(text)) weights.set(literal, elsewhere.has(literal) ? 0.4 : 1);
  }
  return weights;
}

function literalsIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const match of text.matchAll(
    /(['"`])((?:(?!\1)[^\n\\]|\\.){1,60})\1|(?<![\w.])(\d+(?:\.\d+)?)(?![\w.])/g,
  )) {
    const literal = match[2] ?? match[3] ?? '';
    if (!COMMON.has(literal)) found.add(literal);
  }
  return found;
}

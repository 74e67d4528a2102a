import { RepositoryMap } from '../../src/context/map/repository-map.ts';
import type { GrammarFiles } from '../../src/syntax/syntax.ts';
import { History } from './history.ts';

/** Share of the files of an edit that are among the first so many, by who ranked them; means over questions. */
export interface Recall {
  readonly ranking: string;
  readonly at5: number;
  readonly at10: number;
  readonly at20: number;
}

export interface RecallReport {
  /** `development` commits may be looked at while tuning; `held-out` ones not. By the hash of the commit. */
  readonly half: 'development' | 'held-out';
  readonly questions: number;
  readonly files: number;
  readonly recalls: readonly Recall[];
}

interface Question {
  readonly development: boolean;
  readonly rankings: Readonly<Record<string, readonly string[]>>;
  readonly wanted: readonly string[];
}

/** Questions that one commit gives at most: from each of its files in turn to the others. */
const PER_COMMIT = 4;
const MOST_FILES = 20;

/**
 * For each of the commits of a repository, at the state before it: given one of the files that it modified and its
 * subject line, how high does the map rank the other ones?
 */
export async function measureRecall(
  folder: string,
  commits: number,
  grammars: GrammarFiles,
): Promise<readonly RecallReport[]> {
  const history = new History(folder);
  const map = new RepositoryMap({ grammars });
  const questions: Question[] = [];
  let files = 0;
  for (const { commit, subject, changed } of history.coChanges(MOST_FILES, commits)) {
    const texts = history.before(commit);
    files = Math.max(files, texts.size);
    await map.refresh(
      { list: () => [...texts.keys()], read: (path) => texts.get(path) },
      new AbortController().signal,
    );
    for (const from of changed.slice(0, PER_COMMIT)) {
      const rank = (text: string, places: readonly string[]): string[] =>
        map
          .rank({ text, places: places.map((path) => ({ path, weight: 1, why: 'open' })) }, 100)
          .map(({ path }) => path)
          .filter((path) => path !== from);
      questions.push({
        development: Number.parseInt(commit.slice(0, 2), 16) % 2 === 0,
        wanted: changed.filter((path) => path !== from),
        rankings: {
          map: rank(subject, [from]),
          'map, no words': rank('', [from]),
          'words alone': rank(subject, []),
          'same folder': nearest(from, [...texts.keys()]),
        },
      });
    }
  }
  return (['development', 'held-out'] as const).map((half) => {
    const own = questions.filter(({ development }) => development === (half === 'development'));
    const names = Object.keys(own[0]?.rankings ?? {});
    return {
      half,
      questions: own.length,
      files,
      recalls: names.map((ranking) => ({
        ranking,
        at5: at(own, ranking, 5),
        at10: at(own, ranking, 10),
        at20: at(own, ranking, 20),
      })),
    };
  });
}

function at(questions: readonly Question[], ranking: string, first: number): number {
  const shares = questions.map(({ rankings, wanted }) => {
    const top = new Set((rankings[ranking] ?? []).slice(0, first));
    return wanted.filter((path) => top.has(path)).length / wanted.length;
  });
  return (
    Math.round((shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length)) * 1000) / 1000
  );
}

/** By how many folders and letters of the name two paths share: what a person guesses without looking. */
function nearest(from: string, paths: readonly string[]): string[] {
  const shared = (path: string): number => {
    let same = 0;
    while (same < path.length && path[same] === from[same]) same += 1;
    return same;
  };
  return paths.filter((path) => path !== from).toSorted((a, b) => shared(b) - shared(a));
}

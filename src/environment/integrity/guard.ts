import type { Syntax } from '../../syntax/syntax.ts';
import type { FileChange } from '../diff.ts';
import type { GuardContext } from './detectors/detector.ts';
import { CHANGE_DETECTORS, TEXT_DETECTORS } from './detectors/index.ts';
import { type Finding, type Mark, quote } from './finding.ts';
import { frozenChange, isTestPath } from './frozen.ts';
import { newMarks } from './newness.ts';
import { type PatchedFile, readChange } from './patched-file.ts';
import { nothingToInspect } from './prefilter.ts';
import { normalText } from './reading.ts';
import { type FailingTest, TestValues } from './test-values.ts';

export interface IntegrityOptions {
  readonly syntax: Syntax;
  /** Paths of the tests. */
  readonly testFiles: readonly string[];
  /** The text of a test; undefined when it cannot be read. */
  readonly testText: (path: string) => string | undefined;
  /** The tests that fail before any patch. */
  readonly failing: readonly FailingTest[];
  /** The task is about the tests: they may change, and are then looked at for what they ask less of. */
  readonly allowsTests: boolean;
  /** Paths that are frozen otherwise and that the task is about. */
  readonly allowed?: (path: string) => boolean;
}

/** Judges patches of one task. What tests hold is read once. */
export class IntegrityGuard {
  readonly #options: IntegrityOptions;
  #context: GuardContext | undefined;

  constructor(options: IntegrityOptions) {
    this.#options = options;
  }

  /** True when no detector can say anything, found without parsing. */
  nothingToInspect(changes: readonly FileChange[]): boolean {
    return nothingToInspect(changes, this.#options.testFiles);
  }

  /** What speaks against the patch, cheats first; empty when nothing does. */
  async inspect(changes: readonly FileChange[]): Promise<readonly Finding[]> {
    if (this.nothingToInspect(changes)) return [];
    const { testFiles, allowsTests, allowed } = this.#options;
    const findings: Finding[] = [];
    for (const change of changes) {
      if (change.before === change.after || allowed?.(change.path) === true) continue;
      const frozen = frozenChange(change, testFiles, allowsTests);
      if (frozen === undefined) continue;
      const { verdict, says, line } = frozen;
      findings.push({
        detector: 'frozen-file',
        verdict,
        path: change.path,
        line,
        evidence: `${says}: ${change.path}.`,
      });
    }
    findings.push(...(await this.#read(changes)));
    return findings.toSorted((a, b) => Number(a.verdict !== 'cheat') - Number(b.verdict !== 'cheat'));
  }

  async #read(changes: readonly FileChange[]): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    for (const change of changes) {
      if (change.before === change.after) continue;
      const isTest = isTestPath(change.path, this.#options.testFiles);
      const file = await readChange(this.#options.syntax, change, isTest);
      if (file === undefined) continue;
      for (const mark of this.#marks(file)) {
        if (isMoved(mark, change, changes)) continue;
        const { detector, verdict, line } = mark;
        findings.push({
          detector,
          verdict,
          path: change.path,
          line,
          evidence: `${mark.says}: ${quote(mark.text)}.`,
        });
      }
    }
    return findings;
  }

  #marks(file: PatchedFile): readonly Mark[] {
    const context = this.#known();
    const looks = (at: 'sources' | 'tests' | 'both'): boolean =>
      at === 'both' || (at === 'tests') === file.isTest;
    const marks: Mark[] = [];
    for (const detector of TEXT_DETECTORS.filter(({ looksAt }) => looks(looksAt))) {
      const after = detector.marks(file.after, context);
      if (after.length > 0)
        marks.push(...newMarks(detector.marks(file.before, context), after, file.after.changed));
    }
    for (const detector of CHANGE_DETECTORS.filter(({ looksAt }) => looks(looksAt))) {
      marks.push(...detector.compare(file, context));
    }
    return marks;
  }

  #known(): GuardContext {
    if (this.#context !== undefined) return this.#context;
    const { testFiles, testText, failing } = this.#options;
    // What passes already needs no bought answer.
    const files = new Set(failing.map((test) => test.file));
    const looked = files.size === 0 ? testFiles : testFiles.filter((path) => files.has(path));
    this.#context = {
      testFiles,
      values: new TestValues(
        looked.flatMap((path) => testText(path) ?? []),
        failing,
      ),
    };
    return this.#context;
  }
}

/** Marks of these are in the text before the patch. */
const OF_BEFORE = /^(?:deleted-check|weakened-assertion)$/;

/** Whether it only changed its file: it stood in another one before, or what is gone here stands there now. */
function isMoved(mark: Mark, change: FileChange, changes: readonly FileChange[]): boolean {
  if (changes.length === 1) return false;
  const text = normalText(mark.text);
  return changes.some((other) => {
    if (other === change) return false;
    const [left, right] = [normalText(other.before ?? ''), normalText(other.after ?? '')];
    return OF_BEFORE.test(mark.detector)
      ? right.includes(text) && !left.includes(text)
      : left.includes(text) && !right.includes(text);
  });
}

import type { Survey, Task } from '../loop/types.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { FileChange } from './diff.ts';
import { IntegrityGuard } from './integrity/guard.ts';
import type { FailingTest } from './integrity/test-values.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import type { Climb } from './ladder.ts';

interface IntegrityRungOptions {
  readonly syntax: Syntax;
  readonly snapshot: Snapshot;
  readonly testFiles: readonly string[];
  readonly task: Task;
  readonly survey: Survey;
  /** Tests by path that lie beside the snapshot. */
  readonly added?: ReadonlyMap<string, string>;
}

const NONE_ADDED: ReadonlyMap<string, string> = new Map();

/** Tells candidates that make the checks pass without making the code right. */
export class IntegrityRung {
  readonly #options: IntegrityRungOptions;
  readonly #guard: IntegrityGuard;

  constructor(options: IntegrityRungOptions) {
    this.#options = options;
    const { syntax, snapshot, testFiles, task, survey, added = NONE_ADDED } = options;
    this.#guard = new IntegrityGuard({
      syntax,
      testFiles: [...testFiles, ...added.keys()],
      testText: (path) => snapshot.read(path) ?? added.get(path),
      failing: [...failingIn(survey), ...unloadable(survey, added)],
      allowsTests: testFiles.some((path) => isAbout(task, path)),
      allowed: (path) => isAbout(task, path),
    });
  }

  /** The same rung for what new tests hold as well. */
  knowing(added: ReadonlyMap<string, string>, survey: Survey): IntegrityRung {
    return new IntegrityRung({ ...this.#options, added: new Map(added), survey });
  }

  /** False when the climb ends here. */
  async climb(climb: Climb, changes: readonly FileChange[]): Promise<boolean> {
    const began = performance.now();
    const findings = await this.#guard.inspect(changes);
    const [first] = findings;
    if (first?.verdict === 'cheat')
      return climb.rung('integrity', 'failed', `${first.path}:${first.line} ${first.evidence}`, began);
    climb.suspect(findings.map(({ path, line, evidence }) => `${path}:${line} ${evidence}`));
    return climb.rung(
      'integrity',
      'passed',
      first === undefined ? 'nothing speaks against it' : first.evidence,
      began,
    );
  }
}

function failingIn({ tests }: Survey): readonly FailingTest[] {
  return (tests?.results ?? []).filter((test) => test.status === 'failed');
}

/** New tests that fail since what they import is not there yet: no test of theirs is listed, and their values count. */
function unloadable({ tests }: Survey, added: ReadonlyMap<string, string>): readonly FailingTest[] {
  return (tests?.fileErrors ?? []).flatMap(({ file, message }) =>
    added.has(file) ? [{ id: file, file, name: file, message }] : [],
  );
}

/** Whether the person pointed at the file, or named it in the request. */
function isAbout(task: Task, path: string): boolean {
  if ('path' in task.focus && task.focus.kind !== 'test' && task.focus.path === path) return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return task.request.split(/[\s"'“”‘’()`,;]+/).some((word) => {
    const plain = word.replace(/[.:!?]+$/, '').replace(/:\d+$/, '');
    return plain === path || plain === name;
  });
}

import type { Survey, Task } from '../loop/types.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { FileChange } from './diff.ts';
import { IntegrityGuard } from './integrity/guard.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import type { Climb } from './ladder.ts';

/** Tells candidates that make the checks pass without making the code right. */
export class IntegrityRung {
  readonly #guard: IntegrityGuard;

  constructor(options: {
    readonly syntax: Syntax;
    readonly snapshot: Snapshot;
    readonly testFiles: readonly string[];
    readonly task: Task;
    readonly survey: Survey;
  }) {
    const { syntax, snapshot, testFiles, task, survey } = options;
    this.#guard = new IntegrityGuard({
      syntax,
      testFiles,
      testText: (path) => snapshot.read(path),
      failing: (survey.tests?.results ?? []).filter((test) => test.status === 'failed'),
      allowsTests: testFiles.some((path) => isAbout(task, path)),
      allowed: (path) => isAbout(task, path),
    });
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

/** Whether the person pointed at the file, or named it in the request. */
function isAbout(task: Task, path: string): boolean {
  if ('path' in task.focus && task.focus.kind !== 'test' && task.focus.path === path) return true;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return task.request.split(/[\s"'“”‘’()`,;]+/).some((word) => {
    const plain = word.replace(/[.:!?]+$/, '').replace(/:\d+$/, '');
    return plain === path || plain === name;
  });
}

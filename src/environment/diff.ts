import { createTwoFilesPatch } from 'diff';

/** One file of a patch; `before` is absent where it is created, `after` where it is deleted. */
export interface FileChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** A unified diff that `git apply` takes. */
export function unifiedDiff(changes: readonly FileChange[]): string {
  return changes
    .map(({ path, before, after }) => {
      const from = before === undefined ? '/dev/null' : `a/${path}`;
      const to = after === undefined ? '/dev/null' : `b/${path}`;
      const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', '', '', { context: 3 });
      const hunks = patch.indexOf('\n@@ ');
      // A name that holds a blank is ended by a tab. A file without any line has no hunk, and then no names either.
      const end = path.includes(' ') ? '\t' : '';
      const body =
        hunks === -1
          ? ''
          : `--- ${from}${before === undefined ? '' : end}\n+++ ${to}${after === undefined ? '' : end}${patch.slice(hunks)}`;
      const mode =
        before === undefined
          ? 'new file mode 100644\n'
          : after === undefined
            ? 'deleted file mode 100644\n'
            : '';
      return `diff --git a/${path} b/${path}\n${mode}${body}`;
    })
    .join('');
}

/** One file, before and after; undefined where there is none. */
export function change(path: string, before: string | undefined, after: string | undefined): FileChange {
  return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

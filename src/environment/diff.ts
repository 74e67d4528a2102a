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
      // The library's ruler is not part of the format; git needs to be told of creations and deletions.
      const body = patch.replace(/^=+\n/, '').replace(/^(---|\+\+\+) (.*?)\t?$/gm, '$1 $2');
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

import type { EditFormat } from './formats.ts';

const INTRODUCTION = `Reply with one sentence on the cause, then the edits, and nothing else.`;

const BLOCKS = `One edit looks like this: the file's path alone on a line, then a fenced block.

src/path/to/file.ts
\`\`\`
<<<<<<< SEARCH
a few lines copied exactly from the file
=======
the lines that shall stand there instead
>>>>>>> REPLACE
\`\`\`

- SEARCH must be found in the file exactly once: copy whole lines, with a neighbour or two to make them unique.
- Keep it small: only the lines that change and what makes them unique. Never write "..." for omitted code.`;

const SYMBOL = `One edit looks like this: the file's path, \`#\` and the name of the function, class or method alone on a line, then a fenced block with its whole new text.

src/path/to/file.ts#Cart.total
\`\`\`
total(): number {
  return this.sum;
}
\`\`\`

- Write that one declaration from its first line to its last, and nothing around it. Never write "..." for omitted code.`;

const FILE = `One edit looks like this: the file's path alone on a line, then a fenced block with the whole new text of the file.

src/path/to/file.ts
\`\`\`
every line of the file, changed or not
\`\`\`

- Never write "..." for omitted code: what is not there is taken away.`;

const DIFF = `Write the edits as a unified diff in one fenced block:

\`\`\`diff
--- a/src/path/to/file.ts
+++ b/src/path/to/file.ts
@@ @@
 a line of context, copied exactly
-the line that goes
+the line that comes
\`\`\`

- Every line begins with a blank, a minus or a plus. Line numbers are not needed; two or three lines of context are.`;

const REST = `- Line numbers before a bar (\`12|\`) are not part of the file; leave them out.
- Several edits: repeat path and block. Each refers to the file as shown, not as edited before.
- To create a file, give its path and a fenced block with its whole text. \`DELETE path\` or \`RENAME path -> path\`, alone on a line, deletes or renames one.
- Paths are relative to the workspace, with forward slashes, as shown.`;

const FORMS: Readonly<Record<EditFormat, string>> = {
  blocks: BLOCKS,
  symbol: SYMBOL,
  file: FILE,
  diff: DIFF,
};

/** Tells a model how to write a reply that the reader accepts. Kept short: it is sent with every prompt. */
export function instructionsFor(format: EditFormat): string {
  return `${INTRODUCTION}\n${FORMS[format]}\n${REST}`;
}

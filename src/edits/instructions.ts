/** Tells a model how to write a reply that the reader accepts. Kept short: it is sent with every prompt. */
export const INSTRUCTIONS = `Reply with one sentence on the cause, then the edits, and nothing else.
One edit looks like this: the file's path alone on a line, then a fenced block.

src/path/to/file.ts
\`\`\`
<<<<<<< SEARCH
a few lines copied exactly from the file
=======
the lines that shall stand there instead
>>>>>>> REPLACE
\`\`\`

- SEARCH must be found in the file exactly once: copy whole lines, with a neighbour or two to make them unique.
- Keep it small: only the lines that change and what makes them unique. Never write "..." for omitted code.
- Line numbers before a bar (\`12|\`) are not part of the file; leave them out.
- Several edits: repeat path and block. Each SEARCH refers to the file as shown, not as edited before.
- To create a file, give its path and a fenced block with its whole text, without SEARCH.
- Paths are relative to the workspace, with forward slashes, as shown.`;

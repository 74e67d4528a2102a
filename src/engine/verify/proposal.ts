import * as z from 'zod/mini';

/** Characters of a patch; nobody reviews more than this at once. */
const LONGEST = 2_000_000;

const text = z.string().check(z.maxLength(LONGEST));
const path = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(1000),
    z.describe('Relative to the workspace folder, with forward slashes.'),
  );

/** One edit as another program writes it: a replaced passage, a whole file, or a file that goes away. */
const proposedEdit = z.strictObject({
  path,
  oldText: z.optional(
    text.check(
      z.describe(
        'The passage to replace, exactly as it is in the file, and only once there. Without it, newText is the whole file.',
      ),
    ),
  ),
  newText: z.optional(text.check(z.describe('What stands there afterwards.'))),
  delete: z.optional(z.boolean().check(z.describe('True to delete the file.'))),
});
export type ProposedEdit = z.infer<typeof proposedEdit>;

/** A patch as data, one way or the other. Nothing in it is ever executed but the code of the project that it changes. */
export const proposal = z.strictObject({
  diff: z.optional(text.check(z.describe('The patch as a unified diff, as `git diff` prints it.'))),
  edits: z.optional(
    z.array(proposedEdit).check(z.maxLength(200), z.describe('The patch as edits, where there is no diff.')),
  ),
  test: z.optional(
    z
      .string()
      .check(
        z.maxLength(1000),
        z.describe(
          'Name, or end of the name, of a failing test that the patch is to make pass. Without it, whichever tests it fixes are told.',
        ),
      ),
  ),
});
export type Proposal = z.infer<typeof proposal>;

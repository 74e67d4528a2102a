import * as z from 'zod/mini';
import { proposal } from './verify/proposal.ts';

/** What an agent may ask for an assessment of. */
export const assessInput = z.strictObject({
  request: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(20_000),
      z.describe('The request in plain words, for example “Make the failing tests pass”.'),
    ),
});

/** What a caller tells of what goes wrong, so that only fitting behaviors are told. */
export const situationQuery = z.strictObject({
  code: z.optional(
    z
      .string()
      .check(z.maxLength(100), z.describe('Code of a compile error or lint finding, for example TS2551.')),
  ),
  failure: z.optional(
    z.string().check(z.maxLength(10_000), z.describe('Message of a failing test, or its first lines.')),
  ),
});
export type SituationQuery = z.infer<typeof situationQuery>;

/**
 * The tools that other programs may use, in the editor and over MCP alike. None of them changes a file; a test compares
 * package.json with this table.
 */
export const TOOLS = {
  assess: {
    name: 'credence_assess',
    title: 'Assess a code request',
    description:
      'Judges whether a code request can be solved and verified in this workspace: runs the tests and the compiler on an isolated copy of it as it is, and returns what fails now, a credence (0..1) with the views behind it, and the verdict solve, ask, escalate or abstain. Use it before you start to work on a fix, to learn what fails and whether a fix could be verified here. Changes no file.',
    input: assessInput,
  },
  verify: {
    name: 'credence_verify_patch',
    title: 'Verify a patch',
    description:
      'Verifies a patch before it is applied: applies the unified diff or the edits in an isolated copy, parses them, looks for cheats (weakened or skipped tests, special cases for test values, silenced errors), type-checks, and runs the whole test suite cold. Returns the verdict (verified, refuted, could-not-check or not-applied), each rung, tests before and after with those fixed and broken, a credence (0..1), and findings of integrity. Use it before you tell anybody that a fix works. Changes no file.',
    input: proposal,
  },
  behaviors: {
    name: 'credence_behaviors',
    title: 'Recall behaviors that worked here',
    description:
      'Returns the lines of this workspace’s handbook: short instructions that were learned from verified fixes here, each with its trigger and how often it helped. Give the code of a compile error or the message of a failing test to get only those that fit. Executes nothing.',
    input: situationQuery,
  },
} as const;

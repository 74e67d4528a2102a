import * as z from 'zod/mini';
import type { ToldAssessment } from './assess.ts';
import type { Diagnosis } from './doctor/diagnosis.ts';
import { modelSettings, verification } from './settings-schema.ts';
import type { ToldBehavior } from './told-behavior.ts';
import { assessInput, situationQuery } from './tools.ts';
import { proposal } from './verify/proposal.ts';
import type { VerificationReport } from './verify/report.ts';

/** The workspace that is asked about; as in a run. */
const workspace = z.object({
  folder: z.string(),
  overlays: z.array(z.object({ path: z.string(), text: z.string() })),
  trusted: z.boolean(),
  stateFolder: z.string(),
  fallbackTypescript: z.optional(z.string()),
  verification: z.optional(verification),
  model: z.optional(modelSettings),
  strongModel: z.optional(modelSettings),
  /** Wall-clock seconds that the answer may take. */
  seconds: z.number(),
});

/** What is asked once and answered by one value. */
export const inquiry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assess'), workspace, input: assessInput }),
  z.object({ kind: z.literal('verify'), workspace, input: proposal }),
  z.object({ kind: z.literal('behaviors'), workspace, input: situationQuery }),
  z.object({ kind: z.literal('doctor'), workspace }),
]);
export type Inquiry = z.infer<typeof inquiry>;

/** The answer to each kind of question. */
export interface Answers {
  readonly assess: ToldAssessment;
  readonly verify: VerificationReport;
  readonly behaviors: { readonly behaviors: readonly ToldBehavior[] };
  readonly doctor: Diagnosis;
}
export type Answer = Answers[keyof Answers];

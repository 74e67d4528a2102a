import * as z from 'zod/mini';
import type { TraceEvent } from '../loop/events.ts';
import type { HandbookAnswer, OwnFigures } from '../loop/learned.ts';
import type { Outcome } from '../loop/types.ts';
import { type Answer, inquiry } from './inquiry.ts';
import { type SurfaceAnswer, surfaceQuestions } from './protocol-surfaces.ts';
import { modelSettings, verification } from './settings-schema.ts';

export type { Diagnosis, DoctorCheck } from './doctor/diagnosis.ts';
export type { Answers, Inquiry } from './inquiry.ts';
export type {
  CheckpointCard,
  ListedTest,
  ListedTests,
  MeasuredFile,
  VerifiedFix,
} from './protocol-surfaces.ts';

/*
 * What the editor and the engine say to each other over the child process's channel. The engine runs in a process
 * of its own, so that compiling and testing never block the extension host and can be killed with everything
 * they started. Keys travel in these messages only, never in arguments or environment.
 */

const focus = z.union([
  z.object({ kind: z.literal('workspace') }),
  z.object({ kind: z.literal('file'), path: z.string() }),
  z.object({ kind: z.literal('range'), path: z.string(), start: z.number(), end: z.number() }),
  z.object({
    kind: z.literal('diagnostic'),
    path: z.string(),
    start: z.number(),
    end: z.number(),
    code: z.optional(z.string()),
    source: z.optional(z.string()),
    message: z.string(),
  }),
  z.object({ kind: z.literal('test'), path: z.optional(z.string()), name: z.optional(z.string()) }),
]);

/** Why a model of the editor did not answer, in the words of `ModelReply`. */
const refusal = z.enum([
  'unreachable',
  'unauthorised',
  'rate-limited',
  'server-error',
  'unknown-model',
  'too-long',
  'filtered',
]);

const handbookRequest = z.union([
  z.object({ do: z.enum(['list', 'export', 'resolve', 'reset']) }),
  z.object({ do: z.enum(['pin', 'disable', 'enable', 'delete']), name: z.string() }),
  z.object({ do: z.literal('edit'), name: z.string(), instruction: z.string() }),
  z.object({ do: z.literal('import'), text: z.string() }),
]);

export const toEngine = z.union([
  z.object({
    type: z.literal('run'),
    /** Chosen by the editor; every answer carries it. */
    id: z.string(),
    /** Absolute path of the workspace folder. */
    folder: z.string(),
    request: z.string(),
    focus,
    budget: z.object({
      seconds: z.number(),
      candidates: z.number(),
      tokens: z.number(),
      dollars: z.number(),
    }),
    seed: z.number(),
    /** Unsaved buffers: workspace-relative path and full text (line endings as the editor has them). */
    overlays: z.array(z.object({ path: z.string(), text: z.string() })),
    trusted: z.boolean(),
    /** Absolute folder for traces and evidence. */
    stateFolder: z.string(),
    /** Absolute folder of what is learned over all workspaces of the user; without it each learns for itself. */
    userFolder: z.optional(z.string()),
    /** Absolute path of a `typescript.js` to use where the project has none. */
    fallbackTypescript: z.optional(z.string()),
    /** How candidates are checked, as the person set it. */
    verification: z.optional(verification),
    model: z.optional(modelSettings),
    /** Called where the other one's edits failed and its call is worth the price. */
    strongModel: z.optional(modelSettings),
    /** The person's table of prices; checked by its own schema. */
    prices: z.optional(z.unknown()),
    /** Self-awareness alone: stop after the assessment. */
    assessOnly: z.boolean(),
    /** Id of a stored episode of the same task: what it refused is not tried again while no file has changed. */
    resume: z.optional(z.string()),
    /** With `resume`: what the person says to the question that episode ended with. */
    answer: z.optional(z.string()),
  }),
  z.object({ type: z.literal('cancel'), id: z.string() }),
  /** The person accepted the patch of this episode: what was learned may enter the workspace's handbook file. */
  z.object({
    type: z.literal('accepted'),
    id: z.string(),
    /** Where the episode is stored, for an engine that did not run it: people may take their time. */
    of: z.optional(z.object({ folder: z.string(), stateFolder: z.string(), episode: z.string() })),
  }),
  /** The person wants to know which models there are: at an address, or else at the usual ports of this machine. */
  z.object({
    type: z.literal('discover'),
    id: z.string(),
    server: z.optional(z.object({ baseUrl: z.string(), apiKey: z.optional(z.string()) })),
  }),
  /** What a person asks of the handbook of a workspace; answered by `handbook`. */
  z.object({
    type: z.literal('handbook'),
    id: z.string(),
    /** Absolute path of the workspace folder. */
    folder: z.string(),
    stateFolder: z.string(),
    request: handbookRequest,
  }),
  /** The curves of a workspace's own episodes; answered by `figures`. */
  z.object({ type: z.literal('figures'), id: z.string(), folder: z.string(), stateFolder: z.string() }),
  /** A question whose answer is one value: of another agent, or of the doctor. */
  z.object({ type: z.literal('inquire'), id: z.string(), inquiry }),
  /** A model of the editor answers a call: text as it comes, then one of the other two. */
  z.object({ type: z.literal('model-said'), call: z.string(), text: z.string() }),
  z.object({
    type: z.literal('model-done'),
    call: z.string(),
    counted: z.optional(z.object({ input: z.number(), output: z.number() })),
  }),
  z.object({ type: z.literal('model-failed'), call: z.string(), reason: refusal, message: z.string() }),
  ...surfaceQuestions,
]);
export type ToEngine = z.infer<typeof toEngine>;
export type RunRequest = Extract<ToEngine, { type: 'run' }>;
export type ModelSettings = z.infer<typeof modelSettings>;
export type ModelRefusal = z.infer<typeof refusal>;

/** A server that was found, and what it can do now. */
export interface DiscoveredServer {
  readonly baseUrl: string;
  /** For people, for example `Ollama`. */
  readonly server: string;
  readonly models: readonly {
    readonly name: string;
    /** Tokens, where the server tells. */
    readonly contextTokens?: number;
    /** What a person should know of the size. */
    readonly note?: string;
  }[];
}

/** A file of a finished patch. `before` is absent for a created file, `after` for a deleted one. */
export interface PatchedFile {
  readonly path: string;
  /** Decoded text of the snapshot, line endings as in the file. */
  readonly before?: string;
  readonly after?: string;
}

/** Another patch that passed the search and was not chosen. It was not confirmed cold. */
export interface Alternative {
  /** Id of the candidate. */
  readonly candidate: string;
  readonly title: string;
  /** Whether it was seen to do something else than the chosen one. */
  readonly differs: boolean;
  /** Why it was not the one, in a sentence. */
  readonly why: string;
  readonly patch: readonly PatchedFile[];
}

export type FromEngine =
  | SurfaceAnswer
  | { readonly type: 'event'; readonly id: string; readonly event: TraceEvent }
  | {
      readonly type: 'finished';
      readonly id: string;
      /** Id of the stored episode; its trace is `<stateFolder>/episodes/<episode>.jsonl`. */
      readonly episode: string;
      readonly outcome: Outcome;
      readonly patch: readonly PatchedFile[];
      readonly diff: string;
      readonly alternatives: readonly Alternative[];
    }
  /** A call for a model of the editor, on behalf of a run; answered by `model-said` and so on. */
  | {
      readonly type: 'ask-model';
      readonly id: string;
      readonly call: string;
      readonly editor: string;
      readonly system: string;
      readonly user: string;
      readonly maxTokens: number;
      readonly temperature: number;
    }
  /** The answer to this call is not wanted any more. */
  | { readonly type: 'stop-model'; readonly id: string; readonly call: string }
  | {
      readonly type: 'discovered';
      readonly id: string;
      readonly servers: readonly DiscoveredServer[];
      /** Why nothing was found at the address that was given. */
      readonly problem?: string;
    }
  | { readonly type: 'handbook'; readonly id: string; readonly answer: HandbookAnswer }
  | { readonly type: 'figures'; readonly id: string; readonly figures: OwnFigures }
  | { readonly type: 'answered'; readonly id: string; readonly answer: Answer }
  /** Something the person should know that ends nothing, for example a trace that could not be stored. */
  | { readonly type: 'notice'; readonly id: string; readonly message: string }
  | { readonly type: 'failed'; readonly id: string; readonly message: string };

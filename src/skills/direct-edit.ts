import type { PromptRecord } from '../loop/events.ts';
import { MODEL_PART, modelHistory } from '../loop/model-choice.ts';
import type { Proposal, Situation } from '../loop/ports.ts';
import { REDACTED } from '../loop/redact.ts';
import type { LanguageModel, ModelReply, PromptContext, ReplyReader, Sources } from '../loop/rooms.ts';
import type { CancelSignal, Candidate } from '../loop/types.ts';
import { buildPrompt, type Prompt } from './direct-edit-prompt.ts';
import type { Skill, SkillInEpisode } from './skill.ts';

const NAME = 'direct-edit';

/** Tokens the model may write; an edit is small, thinking aloud is not. */
const LONGEST_REPLY = 4096;
const SHORTEST_REPLY = 400;

/** Half of the belief is in the first candidate, half of what is left in the next, and so on. */
const FIRST_SHARE = 0.5;

interface DirectEditParts {
  readonly model: LanguageModel;
  readonly reader: ReplyReader;
  /** All of the workspace's files; replies are read against those that `context` may show. */
  readonly sources: Sources;
  /** Chooses what is sent, and removes secrets from it. */
  readonly context: PromptContext;
  /** Tokens that the workspace's text may take in a prompt. Default 6000, so that a local model can hold it. */
  readonly contextTokens?: number;
}

/** Asks a language model for the edit outright, with the evidence in front of it and its failures behind it. */
export function directEdit(parts: DirectEditParts): Skill {
  return {
    name: NAME,
    summary: 'Asks the language model for an edit, showing it the failure and the suspected code.',
    cost: { seconds: 8, tokens: 3000, dollars: 0 },
    model: parts.model.name,
    suits: (situation) => suits(situation, parts.model),
    start: () => new DirectEditing(parts),
  };
}

/** How well the evidence serves a prompt; the belief in the skill itself is the strategy's to draw. */
function suits({ task, target, suspects }: Situation, model: LanguageModel): { fit: number; why: string } {
  if (task.budget.tokens <= 0) return { fit: 0, why: 'the budget allows no language-model tokens' };
  const evidence = target.tests.length + target.files.length + target.diagnostics.length > 0;
  if (!evidence) return { fit: 0.4, why: `${model.name} is at hand, but nothing fails that could guide it` };
  if (suspects.length === 0)
    return { fit: 0.5, why: `${model.name} is at hand; where the fault lies is unknown` };
  return {
    fit: 1,
    why: `${model.name} is at hand, with a failure and ${suspects.length} suspects to show it`,
  };
}

/** The skill at work on one episode. */
class DirectEditing implements SkillInEpisode {
  readonly #parts: DirectEditParts;
  /** What was proposed, so that the same edit is not checked twice. */
  readonly #proposed = new Set<string>();
  /** Why the last reply was refused; the next prompt says so. */
  #refusal: string | undefined;
  /** Replies of each model that held no new edit. */
  readonly #rejected = { fast: 0, strong: 0 };

  constructor(parts: DirectEditParts) {
    this.#parts = parts;
  }

  async propose(situation: Situation, signal: CancelSignal): Promise<Proposal> {
    const { model, reader, context, contextTokens = 6000 } = this.#parts;
    const held = (await model.limits?.(signal))?.contextTokens ?? Number.POSITIVE_INFINITY;
    const prompt = await buildPrompt(
      {
        situation,
        instructions: reader.instructions,
        context,
        // Half of what the model holds is left to its answer and to instructions.
        budget: Math.min(contextTokens, Math.floor(situation.remaining.tokens / 2), Math.floor(held / 2)),
        ...(this.#refusal === undefined ? {} : { refusal: this.#refusal }),
      },
      signal,
    );
    if (signal.aborted) return { kind: 'rejected', reason: 'cancelled' };
    const room = Math.min(LONGEST_REPLY, situation.remaining.tokens - prompt.tokens);
    if (room < SHORTEST_REPLY)
      return { kind: 'exhausted', reason: 'the tokens that are left do not pay for another prompt' };
    const again = this.#proposed.size > 0 || this.#refusal !== undefined;
    const reply = await model.complete(
      // The first answer is the model's best guess; later ones have to differ.
      {
        ...{ system: prompt.system, user: prompt.user, maxTokens: room, temperature: again ? 0.7 : 0.2 },
        ...{ seed: situation.task.seed, history: modelHistory(situation, this.#rejected) },
      },
      signal,
    );
    const sent: PromptRecord = {
      model: (reply.kind === 'text' ? reply.by?.model : undefined) ?? model.name,
      skill: NAME,
      blocks: prompt.blocks,
      ...(prompt.omitted.length === 0 ? {} : { omitted: prompt.omitted }),
    };
    return this.#judge(reply, sent, prompt);
  }

  #judge(reply: ModelReply, sent: PromptRecord, prompt: Prompt): Proposal {
    const { usage } = reply;
    if (reply.kind === 'failed') {
      return { kind: reply.retryable ? 'rejected' : 'exhausted', reason: reply.message, usage, sent };
    }
    const reject = (reason: string): Proposal => {
      this.#refusal = reason;
      if (reply.by !== undefined) this.#rejected[reply.by.slot] += 1;
      return { kind: 'rejected', reason, usage, sent };
    };
    // What the model may not see it cannot copy, move or have quoted to it either.
    const reading = this.#parts.reader.read(reply.text, this.#parts.context.sources);
    if (reply.truncated)
      return reject('The reply was cut off at the limit of its length. Make the edits smaller.');
    if (reading.kind === 'refused') return reject(reading.reason);
    if (JSON.stringify(reading.edits).includes(REDACTED)) {
      return reject(`An edit writes “${REDACTED}” where a secret stood. Leave those lines as they are.`);
    }
    const taken = this.#taken(reading.edits);
    if (taken !== undefined) return reject(`${taken} cannot be created. Use another path.`);
    const same = JSON.stringify(reading.edits);
    if (this.#proposed.has(same))
      return reject('This very edit was proposed before. Look for another cause.');
    this.#proposed.add(same);
    this.#refusal = undefined;
    return {
      kind: 'candidate',
      candidate: this.#candidate(reading.edits, reading.note, prompt, reply.by),
      usage,
      sent,
    };
  }

  /** A path that would be created where there is something, shown or not. */
  #taken(edits: Candidate['edits']): string | undefined {
    const created = edits.filter(({ kind }) => kind === 'create').map(({ path }) => path);
    if (created.length === 0) return undefined;
    const { sources } = this.#parts;
    const listed = sources.list();
    return created.find(
      (path) =>
        sources.read(path) !== undefined ||
        listed.some((p) => p === path || p.startsWith(`${path}/`) || path.startsWith(`${p}/`)),
    );
  }

  #candidate(
    edits: Candidate['edits'],
    note: string,
    prompt: Prompt,
    by: Extract<ModelReply, { kind: 'text' }>['by'],
  ): Candidate {
    const count = this.#proposed.size;
    const files = edits.map((edit) => edit.path);
    const more = files.length > 2 ? ` and ${files.length - 2} more` : '';
    return {
      id: `${NAME}-${count}`,
      skills: [
        NAME,
        prompt.repairs === undefined ? `${NAME}:fresh` : `${NAME}:repair`,
        ...(by === undefined ? [] : [MODEL_PART[by.slot]]),
      ],
      title: `${by?.model ?? this.#parts.model.name}'s edit of ${files.slice(0, 2).join(', ')}${more}`,
      edits,
      share: FIRST_SHARE ** count,
      why:
        (this.#parts.context.redact(note) ||
          (prompt.repairs === undefined ? 'asked for outright' : `mends ${prompt.repairs}`)) +
        (by?.slot === 'strong' ? ` (${by.why})` : ''),
    };
  }
}

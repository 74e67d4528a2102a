import type { PromptRecord } from '../../loop/events.ts';
import { MODEL_PART, modelHistory } from '../../loop/model-choice.ts';
import type { Proposal, Situation, Usage } from '../../loop/ports.ts';
import type { EditForm, ModelReply, PromptPart } from '../../loop/rooms.ts';
import type { CancelSignal, Candidate, NewTest, Question } from '../../loop/types.ts';
import { codeAtHand } from './code.ts';
import type { Desk } from './desk.ts';
import type { ModelParts } from './method.ts';
import { buildPrompt } from './prompt.ts';
import { type EditReading, readEdits } from './read-edits.ts';
import { readStated, STATE_CONFIDENCE } from './stated.ts';

/** Tokens the model may write; an edit is small, thinking aloud is not. */
const LONGEST_REPLY = 4096;
const SHORTEST_REPLY = 400;

/** What one call asks for. */
interface Errand {
  /** Fixed words of the skill. */
  readonly rules: string;
  readonly parts: readonly PromptPart[];
  /** How to reply; edits in the form that serves the model best unless given. */
  readonly reply?: string;
  /** 0..2. The first answer is the model's best guess; later ones have to differ. */
  readonly temperature: number;
  readonly longest?: number;
  /** Adds to the seed, so that calls with the same prompt differ. */
  readonly nth?: number;
  /** Narrower than the sitting's, for a part of the task. */
  readonly situation?: Situation;
}

export type By = Extract<ModelReply, { kind: 'text' }>['by'];

export interface Heard {
  readonly kind: 'reply';
  readonly text: string;
  readonly truncated: boolean;
  readonly by: By;
  /** The form that was asked for. */
  readonly form: EditForm | undefined;
  /** How likely it holds its edits to be right, where it says so; 0..1. */
  readonly stated?: number;
}

/** One proposal of one skill: its calls, what they cost, and how it ends. */
export class Sitting {
  readonly situation: Situation;
  readonly signal: CancelSignal;
  readonly parts: ModelParts;
  readonly #skill: string;
  readonly #desk: Desk;
  readonly #sent: PromptRecord[] = [];
  #usage: Usage = { tokens: 0, dollars: 0, calls: 0 };
  /** By edits: what was stated of them. */
  readonly #stated = new Map<string, number>();
  /** Tokens of calls under way, at their most. */
  #reserved = 0;

  constructor(skill: string, desk: Desk, parts: ModelParts, situation: Situation, signal: CancelSignal) {
    this.#skill = skill;
    this.#desk = desk;
    this.parts = parts;
    this.situation = situation;
    this.signal = signal;
  }

  /** Asks the model once. `ended` is the proposal to be given back as it is: the call could not be made, or failed. */
  async ask(errand: Errand): Promise<Heard | { readonly kind: 'ended'; readonly proposal: Proposal }> {
    const { model, forms, context, contextTokens = 6000 } = this.parts;
    const situation = errand.situation ?? this.situation;
    const history = modelHistory(this.situation, this.#desk.rejected);
    const held = (await model.limits?.(this.signal))?.contextTokens ?? Number.POSITIVE_INFINITY;
    const asked = model.expected?.(history) ?? this.#desk.lastModel ?? model.name;
    const seed = situation.task.seed + situation.steps.length + (errand.nth ?? 0);
    const form =
      errand.reply === undefined ? forms.choose(asked, codeAtHand(situation, context), seed) : undefined;
    const left = this.#left();
    const prompt = await buildPrompt(
      {
        ...{ situation, context, rules: errand.rules, parts: errand.parts },
        instructions: form === undefined ? (errand.reply ?? '') : `${form.instructions}\n${STATE_CONFIDENCE}`,
        // Half of what the model holds is left to its answer and to instructions.
        budget: Math.min(contextTokens, Math.floor(left / 2), Math.floor(held / 2)),
      },
      this.signal,
    );
    if (this.signal.aborted) return this.#ended('rejected', 'cancelled');
    const room = Math.min(errand.longest ?? LONGEST_REPLY, this.#left() - prompt.tokens);
    if (room < Math.min(SHORTEST_REPLY, errand.longest ?? SHORTEST_REPLY))
      return this.#ended('exhausted', 'the tokens that are left do not pay for another prompt');
    this.#reserved += prompt.tokens + room;
    const { system, user } = prompt;
    const { temperature, nth = 0 } = errand;
    const reply = await model.complete(
      { system, user, maxTokens: room, temperature, seed: situation.task.seed + nth, history },
      this.signal,
    );
    this.#reserved -= prompt.tokens + room;
    this.#charge(reply.usage);
    const by = reply.kind === 'text' ? reply.by : undefined;
    this.#sent.push({
      model: by?.model ?? asked,
      skill: this.#skill,
      blocks: prompt.blocks,
      ...(prompt.omitted.length === 0 ? {} : { omitted: prompt.omitted }),
      ...(form === undefined ? {} : { form: { name: form.name, why: form.why } }),
    });
    if (reply.kind === 'failed')
      return this.#ended(reply.retryable ? 'rejected' : 'exhausted', reply.message);
    this.#desk.lastModel = by?.model ?? model.name;
    // A reply that was cut off has not come to its last line.
    const told = form === undefined || reply.truncated ? { text: reply.text } : readStated(reply.text);
    return { kind: 'reply', ...told, truncated: reply.truncated, by, form };
  }

  /** The edits of a reply, or why they cannot be used; what became of its form is remembered. */
  read(heard: Heard): EditReading {
    const { forms, sources, context } = this.parts;
    const { form, text, truncated, by } = heard;
    if (form === undefined) return { kind: 'refused', reason: 'No edits were asked for.' };
    const { reading, isApplied } = readEdits({ text, truncated }, form, {
      all: sources,
      shown: context.sources,
    });
    // What the model was asked for last may be another one than answered.
    forms.record(by?.model ?? this.#desk.lastModel ?? this.parts.model.name, form.name, text, isApplied);
    if (reading.kind === 'refused') this.refuse(by);
    else if (heard.stated !== undefined) this.#stated.set(JSON.stringify(reading.edits), heard.stated);
    return reading;
  }

  /** Counts a reply that was of no use, so that the other model may be asked. */
  refuse(by: By): void {
    if (by !== undefined) this.#desk.rejected[by.slot] += 1;
  }

  /** The proposal of an edit, unless it was proposed before. */
  candidate(
    edits: Candidate['edits'],
    by: By,
    told: { readonly part: string; readonly why: string; readonly title?: string },
  ): Proposal {
    if (this.#desk.isKnown(edits)) {
      this.refuse(by);
      return this.end('rejected', 'This very edit was proposed before. Look for another cause.');
    }
    const { count, share } = this.#desk.take(edits);
    const files = [...new Set(edits.map((edit) => edit.path))];
    const more = files.length > 2 ? ` and ${files.length - 2} more` : '';
    const name = by?.model ?? this.parts.model.name;
    const stated = this.#stated.get(JSON.stringify(edits));
    const candidate: Candidate = {
      id: `${this.#skill}-${count}`,
      skills: [
        this.#skill,
        `${this.#skill}:${told.part}`,
        ...(by === undefined ? [] : [MODEL_PART[by.slot]]),
      ],
      title: `${name}'s ${told.title ?? 'edit'} of ${files.slice(0, 2).join(', ')}${more}`,
      edits,
      share,
      why: this.parts.context.redact(told.why) + (by?.slot === 'strong' ? ` (${by.why})` : ''),
      ...(stated === undefined ? {} : { stated: { model: name, credence: stated } }),
    };
    return { kind: 'candidate', candidate, ...this.#asked() };
  }

  test(test: NewTest): Proposal {
    return { kind: 'test', test, ...this.#asked() };
  }

  question(question: Question): Proposal {
    return { kind: 'question', question, ...this.#asked() };
  }

  /** No candidate this time, or none any more. */
  end(kind: 'rejected' | 'exhausted', reason: string): Proposal {
    return { kind, reason, ...this.#asked() };
  }

  #ended(kind: 'rejected' | 'exhausted', reason: string): { kind: 'ended'; proposal: Proposal } {
    return { kind: 'ended', proposal: this.end(kind, reason) };
  }

  #asked(): { usage: Usage; sent?: PromptRecord; earlier?: readonly PromptRecord[] } {
    const sent = this.#sent.at(-1);
    const earlier = this.#sent.slice(0, -1);
    return {
      usage: this.#usage,
      ...(sent === undefined ? {} : { sent }),
      ...(earlier.length === 0 ? {} : { earlier }),
    };
  }

  #left(): number {
    return Math.max(0, this.situation.remaining.tokens - this.#usage.tokens - this.#reserved);
  }

  #charge({ tokens, dollars, calls }: Usage): void {
    const { tokens: t, dollars: d, calls: c } = this.#usage;
    this.#usage = { tokens: t + tokens, dollars: d + dollars, calls: c + calls };
  }
}

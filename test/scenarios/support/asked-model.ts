import { type LoopbackModel, startLoopbackModel } from '../../support/loopback-model.ts';

/** What a prompt asks for, told by the fixed words of each skill. */
const ASKS = {
  plan: 'Plan first.',
  bodies: 'Your plan stands.',
  test: 'Write one new test that fails now',
  split: 'Take the task apart.',
  step: 'Do the one step that is marked NOW',
  analogy: 'what solved a failure that looked like this one',
  repair: 'Mend the best candidate below.',
  refine: 'Several drafts of yours were distilled',
  question: 'Do not write code now.',
  ready: 'Reply with one word.',
} as const;
export type Ask = keyof typeof ASKS | 'draft' | 'edit';

interface Chat {
  readonly ask: Ask;
  readonly system: string;
  readonly user: string;
  readonly model: string;
}

export interface AskedModel extends LoopbackModel {
  /** What was asked, in order. */
  readonly asked: readonly Chat[];
  of(ask: Ask): readonly Chat[];
}

type Body = {
  readonly model: string;
  readonly temperature?: number;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
};

/**
 * A server on this machine that answers by what a prompt asks for: the n-th time with the n-th reply of that ask, the last
 * one again when they run out, and with nothing where there is none.
 */
export async function startAskedModel(replies: Partial<Record<Ask, readonly string[]>>): Promise<AskedModel> {
  const asked: Chat[] = [];
  const answer = (body: Body): unknown => {
    const text = (role: string): string =>
      body.messages
        .filter((message) => message.role === role)
        .map(({ content }) => content)
        .join('\n');
    const system = text('system');
    const found = (Object.keys(ASKS) as (keyof typeof ASKS)[]).find((ask) => system.includes(ASKS[ask]));
    const ask: Ask = found ?? (body.temperature === 0.9 ? 'draft' : 'edit');
    asked.push({ ask, system, user: text('user'), model: body.model });
    const given = replies[ask] ?? [];
    const count = asked.filter((each) => each.ask === ask).length;
    const content = given[Math.min(count, given.length) - 1] ?? '';
    const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
    const usage = { prompt_tokens: 300, completion_tokens: 50, total_tokens: 350 };
    return { id: 'c1', object: 'chat.completion', choices, usage };
  };
  const server = await startLoopbackModel({ routes: { '/v1/chat/completions': answer } });
  return { ...server, asked, of: (ask) => asked.filter((each) => each.ask === ask) };
}

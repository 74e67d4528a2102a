import type { ModelAccount } from '../loop/events.ts';
import type { LanguageModel, ModelSlot } from '../loop/rooms.ts';
import { dialectMemory } from '../models/dialect.ts';
import { type EditorChannel, editorModel } from '../models/editor-model.ts';
import { openLedger } from '../models/ledger.ts';
import { openAiCompatible } from '../models/openai-compatible.ts';
import { type PricedModel, readPrices } from '../models/prices.ts';
import { twoSlots } from '../models/slots.ts';
import { unpricedWatch } from '../models/unpriced.ts';
import type { ModelSettings, RunRequest } from './protocol.ts';

/** What endpoints refused to take, for as long as this process lives. */
const dialects = dialectMemory();

/** The model of one episode: none, one, or two behind one face, all on the same account. */
export function composeModels(
  {
    model,
    strongModel,
    prices: raw,
    budget,
  }: Pick<RunRequest, 'model' | 'strongModel' | 'prices' | 'budget'>,
  parts: {
    readonly editor: EditorChannel | undefined;
    readonly onNotice: (message: string) => void;
    readonly onAccount: (account: ModelAccount) => void;
  },
): LanguageModel | undefined {
  // Only a strong one is as good as only a fast one: there is nobody to go before it.
  const first = model ?? strongModel;
  if (first === undefined) return undefined;
  const { prices, complaints } = readPrices(raw);
  for (const complaint of complaints) parts.onNotice(complaint);
  const watch = unpricedWatch(budget, parts.onNotice);
  const ledger = openLedger(budget, (account) => {
    parts.onAccount(account);
    watch(account);
  });
  const open = (settings: ModelSettings, slot: ModelSlot): PricedModel => {
    const shared = { ledger, slot, prices };
    if ('editor' in settings) {
      const channel = parts.editor ?? NO_EDITOR;
      return editorModel({ ...settings, ...shared, channel });
    }
    return openAiCompatible({ ...settings, ...shared, dialects });
  };
  const fast = open(first, 'fast');
  if (model === undefined || strongModel === undefined) return fast;
  return twoSlots({ fast, strong: open(strongModel, 'strong') });
}

/** In the terminal there is nobody to ask. */
const NO_EDITOR: EditorChannel = {
  ask: (_question, { onFailed }) => {
    queueMicrotask(() =>
      onFailed('unreachable', 'The models of the editor can only be asked in the editor. Give --base-url.'),
    );
    return () => {};
  },
};

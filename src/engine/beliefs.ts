import { openPriors, type PriorFolders } from '../handbook/priors/priors.ts';
import { type PriorTable, tableOf } from '../handbook/priors/table.ts';

/** What a person asks of the beliefs. */
export type BeliefsRequest =
  | { readonly do: 'show' }
  /** Forgets what was learned under a key, or everything. */
  | { readonly do: 'reset'; readonly key?: string }
  /** Every change with its evidence, one JSON object a line. */
  | { readonly do: 'export' }
  | { readonly do: 'import'; readonly text: string };

export interface BeliefsAnswer {
  readonly done: boolean;
  /** One sentence for a person. */
  readonly message: string;
  /** What is believed after it. */
  readonly table: PriorTable;
  /** Only for `export`. */
  readonly text?: string;
}

/** Answers what a person asks of what was learned about skills, moves, models and forecasts. */
export async function askBeliefs(folders: PriorFolders, request: BeliefsRequest): Promise<BeliefsAnswer> {
  const priors = openPriors(folders);
  const now = new Date().toISOString();
  const answer = async (done: boolean, message: string, text?: string): Promise<BeliefsAnswer> => {
    const known = await priors.recall();
    const said = [message, ...known.complaints].join(' ');
    return { done, message: said, table: tableOf(known), ...(text === undefined ? {} : { text }) };
  };
  switch (request.do) {
    case 'show':
      return answer(true, '');
    case 'reset': {
      const [problem] = priors.reset(now, request.key);
      const what = request.key === undefined ? 'Everything' : `What was learned of ${request.key}`;
      return answer(problem === undefined, problem ?? `${what} is forgotten in this workspace.`);
    }
    case 'export': {
      const text = await priors.exported();
      const lines = text === '' ? 0 : text.trimEnd().split('\n').length;
      return answer(true, `${lines} changes.`, text);
    }
    case 'import': {
      const { added, known, unreadable, left, complaints } = await priors.imported(request.text);
      const [problem] = complaints;
      const rest = `${known} were known already, ${unreadable} could not be read`;
      const apart = left === 0 ? '' : `, ${left} count only where they were made`;
      return answer(problem === undefined, problem ?? `${added} changes taken over; ${rest}${apart}.`);
    }
  }
}

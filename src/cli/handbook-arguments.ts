import type { HandbookRequest } from '../loop/learned.ts';

export interface HandbookArguments {
  readonly ask:
    | HandbookRequest
    /** From a file, or to one. */
    | { readonly do: 'import-file'; readonly file: string }
    | { readonly do: 'export-file'; readonly file: string }
    | { readonly do: 'figures' };
  /** Whose handbook; where the person is unless given. */
  readonly folder: string;
  readonly stateFolder?: string;
  readonly json: boolean;
}

type Read =
  | { readonly kind: 'handbook'; readonly handbook: HandbookArguments }
  | { readonly kind: 'wrong'; readonly message: string };

const NAMED = ['pin', 'disable', 'enable', 'delete'] as const;
const PLAIN = ['list', 'resolve', 'figures'] as const;

/** Reads what follows `credence handbook`. */
export function handbookArguments(
  words: readonly string[],
  values: {
    readonly json: boolean;
    readonly yes: boolean;
    readonly folder?: string | undefined;
    readonly 'state-folder'?: string | undefined;
  },
): Read {
  const [action = 'list', ...rest] = words;
  const ask = askOf(action, rest, values.yes);
  if (typeof ask === 'string') return { kind: 'wrong', message: ask };
  const stateFolder = values['state-folder'];
  return {
    kind: 'handbook',
    handbook: {
      ask,
      folder: values.folder ?? '.',
      json: values.json,
      ...(stateFolder === undefined ? {} : { stateFolder }),
    },
  };
}

function askOf(action: string, rest: readonly string[], yes: boolean): HandbookArguments['ask'] | string {
  const [first, second] = rest;
  const most = action === 'edit' ? 2 : NAMED.some((each) => each === action) || /port$/.test(action) ? 1 : 0;
  if (rest.length > most)
    return `handbook ${action} takes ${['no more words', 'one word', 'a name and a text'][most]}; put names and texts with spaces in quotes. The folder is given by --folder.`;
  const plain = PLAIN.find((each) => each === action);
  if (plain !== undefined) return { do: plain };
  const named = NAMED.find((each) => each === action);
  if (named !== undefined) {
    return first === undefined
      ? `handbook ${named} needs the name of a behavior; handbook list shows the names.`
      : { do: named, name: first };
  }
  if (action === 'edit') {
    return first === undefined || second === undefined
      ? 'handbook edit needs the name of a behavior and its new instruction, both in quotes.'
      : { do: 'edit', name: first, instruction: second };
  }
  if (action === 'export') return first === undefined ? { do: 'export' } : { do: 'export-file', file: first };
  if (action === 'import') {
    return first === undefined
      ? 'handbook import needs a file: another handbook.md.'
      : { do: 'import-file', file: first };
  }
  if (action === 'reset') {
    return yes
      ? { do: 'reset' }
      : 'handbook reset forgets all that was learned in this folder; a copy of the handbook is kept. Add --yes to do it.';
  }
  return `There is no handbook ${action}. There are list, pin, disable, enable, edit, delete, import, export, resolve, figures and reset.`;
}

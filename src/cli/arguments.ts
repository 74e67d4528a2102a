import { parseArgs } from 'node:util';
import { type HandbookArguments, handbookArguments } from './handbook-arguments.ts';
import { sandboxProblem } from './sandbox-argument.ts';

export interface Arguments {
  readonly folder: string;
  readonly request: string;
  readonly apply: boolean;
  /** A test that a model writes from the request counts as the person's own. */
  readonly acceptTest: boolean;
  readonly json: boolean;
  readonly assessOnly: boolean;
  /** To the question that the last episode of the folder ended with: words, or the number of an option. */
  readonly answer?: string;
  readonly trusted: boolean;
  readonly seconds: number;
  readonly candidates: number;
  readonly tokens: number;
  readonly dollars: number;
  readonly seed: number;
  readonly stateFolder?: string;
  /** A file with configured commands, as JSON. */
  readonly commands?: string;
  readonly sandbox?: string;
  readonly model?: ModelArguments;
  /** Called where the other one's edits failed and its call is worth the price. */
  readonly strongModel?: ModelArguments;
  /** A file with prices, as JSON. */
  readonly prices?: string;
}

interface ModelArguments {
  readonly baseUrl: string;
  readonly model: string;
  readonly effort?: 'minimal' | 'low' | 'medium' | 'high';
}

export type ParsedArguments =
  | { readonly kind: 'run'; readonly arguments: Arguments }
  /** Lists the models of a server, or of those on this machine. */
  | { readonly kind: 'models'; readonly baseUrl?: string; readonly json: boolean }
  /** Asks something of a handbook. */
  | { readonly kind: 'handbook'; readonly handbook: HandbookArguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** A sentence that says what is wrong and what to write instead. */
  | { readonly kind: 'wrong'; readonly message: string };

export const HELP = `credence – solves a code request and proves it, or says why not

Usage
  npm start                              solve the bundled sample
  npm start -- FOLDER ["REQUEST"]        solve your own project's
  npm start -- FOLDER "REQUEST" --apply  … and write the verified patch
  npm start -- FOLDER --answer 1         answer the question that it ended with
  npm start -- apply FILE < REPLY        apply one model's reply to one file, and say so as JSON
  npm start -- verify PATCH [FOLDER]     verify a diff in a copy of FOLDER, whoever wrote it
  npm start -- mcp [FOLDER]              serve these checks to other agents (MCP, on stdio)
  npm start -- doctor [FOLDER]           what was found in FOLDER, and what is missing
  npm start -- models [--base-url URL]   list a server's models and what they hold;
                                         without URL, of the servers on this machine
  npm start -- beliefs [--help]          what is believed of skills, models and forecasts
  npm start -- handbook list             what was learned here, and what proves it
  npm start -- handbook ACTION NAME      pin, disable, enable, edit or delete a behavior
  npm start -- handbook ACTION           import FILE, export [FILE], resolve, figures, reset

FOLDER   a TypeScript or JavaScript project tested by vitest, jest, mocha or node:test,
         or a Python one tested by pytest or unittest
REQUEST  what to fix, in your words; default: "Make the failing tests pass"

What it does
  Measures the project as it is, judges whether the request can be solved and verified here,
  proposes candidates (compiler fixes, repair templates, and a language model if you set one),
  checks each in an isolated copy (apply, parse, types, tests), and confirms the winner cold with
  the whole suite. It ends with a verified patch, a question, or the reason why not.

Options
  --apply                write the verified patch to FOLDER (refused if a file changed meanwhile)
  --accept-test          where nothing fails, a model writes the test first: take that test as what
                         you mean, so that --apply writes it and the patch that passes it
  --answer WHAT          answers the question that the last run of FOLDER ended with: the number of
                         an option, or your own words; goes on with the same request
  --assess               only judge: can this be solved here, and how sure is that?
  --json                 print the trace as JSON lines; the last one is the outcome
  --budget-seconds N     stop after N seconds (default 120)
  --budget-candidates N  try at most N candidates (default 10000)
  --budget-tokens N      use at most N language-model tokens (default 200000)
  --budget-dollars N     spend at most N dollars (default 1); --max-dollars is the same
  --seed N               the same seed repeats the same choices (default 1)
  --untrusted            execute nothing of FOLDER: no tests, no compiler of its own
  --base-url URL         an OpenAI-compatible server, for example http://127.0.0.1:11434/v1
  --model NAME           the model to ask there; its key is read from CREDENCE_API_KEY
  --strong-model NAME    a stronger model, asked when the edits of the first one failed
  --strong-base-url URL  where that one is, if elsewhere; its key: CREDENCE_STRONG_API_KEY
  --effort WHAT          minimal, low, medium or high: how long a model may think first
  --prices FILE          dollars per million tokens: {"model*": {"input": 1, "output": 2}};
                         goes before what a server says and the built-in list prices of 2025
  --commands FILE        commands that check projects in other languages, as JSON (see README)
  --sandbox WHAT         auto (default), none, docker:IMAGE or podman:IMAGE: what confines tests
  --yes                  really reset the handbook
  --folder DIR           whose handbook is meant (default: where you are)
  --state-folder DIR     where traces and evidence are kept (default: your state folder, which
                         keeps the newest 300 traces; one that you name keeps all)
  --help, --version

Exit codes
  0 solved or assessed as solvable   2 asked, abstained, escalated or exhausted   130 cancelled
  1 something went wrong

Examples
  npm start -- ../shop "The discount is applied twice" --budget-seconds 60
  npm start -- . --json | tail -1
  npm start -- ~/work/api "Fix the type errors" --apply
`;

const OPTIONS = {
  apply: { type: 'boolean', default: false },
  'accept-test': { type: 'boolean', default: false },
  answer: { type: 'string' },
  assess: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  untrusted: { type: 'boolean', default: false },
  'budget-seconds': { type: 'string', default: '120' },
  'budget-candidates': { type: 'string', default: '10000' },
  'budget-tokens': { type: 'string', default: '200000' },
  'budget-dollars': { type: 'string', default: '1' },
  'max-dollars': { type: 'string' },
  seed: { type: 'string', default: '1' },
  'base-url': { type: 'string' },
  model: { type: 'string' },
  'strong-model': { type: 'string' },
  'strong-base-url': { type: 'string' },
  effort: { type: 'string' },
  prices: { type: 'string' },
  'state-folder': { type: 'string' },
  folder: { type: 'string' },
  yes: { type: 'boolean', default: false },
  commands: { type: 'string' },
  sandbox: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line. Never throws: a mistake is a value with a message for the person.
 * @param sample the folder to work on when none is given
 */
export function parseArguments(argv: readonly string[], sample?: string): ParsedArguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  if (positionals[0] === 'models') return modelsArguments(positionals, values);
  if (positionals[0] === 'handbook') return handbookArguments(positionals.slice(1), values);
  const [folder = sample, request, ...rest] = positionals;
  if (folder === undefined) return wrong('Which folder? Give the project to work on first.');
  if (rest.length > 0) {
    return wrong(`Too many words: ${rest.map((word) => `"${word}"`).join(', ')}. Put the request in quotes.`);
  }
  const numbers = {
    seconds: positive(values['budget-seconds']),
    candidates: positive(values['budget-candidates']),
    tokens: positive(values['budget-tokens']),
    dollars: positive(values['max-dollars'] ?? values['budget-dollars']),
  };
  for (const [name, value] of Object.entries(numbers)) {
    if (value === undefined) return wrong(`--budget-${name} takes a number of at least 0.`);
  }
  if (values.answer?.trim() === '')
    return wrong('--answer takes the number of an option, or your own words.');
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) return wrong('--seed takes a whole number.');
  const models = readModels(values);
  if ('problem' in models) return wrong(models.problem);
  const stateFolder = values['state-folder'];
  const { commands, sandbox } = values;
  const unconfinable = sandboxProblem(sandbox);
  if (unconfinable !== undefined) return wrong(unconfinable);
  return {
    kind: 'run',
    arguments: {
      folder,
      request: request ?? (values.answer === undefined ? 'Make the failing tests pass' : ''),
      apply: values.apply,
      acceptTest: values['accept-test'],
      json: values.json,
      assessOnly: values.assess,
      trusted: !values.untrusted,
      seconds: numbers.seconds ?? 0,
      candidates: numbers.candidates ?? 0,
      tokens: numbers.tokens ?? 0,
      dollars: numbers.dollars ?? 0,
      seed,
      ...(values.answer === undefined ? {} : { answer: values.answer }),
      ...(stateFolder === undefined ? {} : { stateFolder }),
      ...(commands === undefined ? {} : { commands }),
      ...(sandbox === undefined ? {} : { sandbox }),
      ...models,
    },
  };
}

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
}

type Values = ReturnType<typeof parse>['values'];

/** `credence models` is no folder: one of that name is meant by `./models`. */
function modelsArguments(positionals: readonly string[], values: Values): ParsedArguments {
  if (positionals.length > 1)
    return wrong('models takes no folder. For a folder of that name write ./models.');
  const baseUrl = values['base-url'];
  return { kind: 'models', json: values.json, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

function readModels(
  values: Values,
): Pick<Arguments, 'model' | 'strongModel' | 'prices'> | { readonly problem: string } {
  const { model, effort: given, prices } = values;
  const baseUrl = values['base-url'];
  const strong = values['strong-model'];
  const strongBaseUrl = values['strong-base-url'] ?? baseUrl;
  if ((baseUrl === undefined) !== (model === undefined)) {
    return { problem: '--base-url and --model go together: the server and the name of the model there.' };
  }
  if (strong === undefined && values['strong-base-url'] !== undefined)
    return { problem: '--strong-base-url goes with --strong-model: the name of the model there.' };
  if (strong !== undefined && model === undefined)
    return {
      problem: '--strong-model goes with --model: the strong one is asked when the other has failed.',
    };
  const effort = (['minimal', 'low', 'medium', 'high'] as const).find((each) => each === given);
  if (given !== undefined && effort === undefined)
    return { problem: '--effort takes minimal, low, medium or high.' };
  const shared = effort === undefined ? {} : { effort };
  return {
    ...(prices === undefined ? {} : { prices }),
    ...(baseUrl === undefined || model === undefined ? {} : { model: { baseUrl, model, ...shared } }),
    ...(strong === undefined || strongBaseUrl === undefined
      ? {}
      : { strongModel: { baseUrl: strongBaseUrl, model: strong, ...shared } }),
  };
}

function wrong(message: string): ParsedArguments {
  return { kind: 'wrong', message };
}

function positive(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

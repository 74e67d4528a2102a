import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { askBeliefs, type BeliefsAnswer, type BeliefsRequest } from '../engine/beliefs.ts';
import { defaultStateFolder, defaultUserFolder } from '../engine/state-folder.ts';
import { folderAt } from './folder.ts';

const USAGE = `credence beliefs [show]         what is believed of skills, moves, models and forecasts, and from what
credence beliefs reset [KEY]    forgets it in this workspace, all or one line of it; needs --yes
credence beliefs export [FILE]  every change with its evidence, one JSON object a line
credence beliefs import FILE    takes over the changes of another workspace or machine
  --folder DIR         whose beliefs are meant (default: where you are)
  --state-folder DIR   where they are kept
  --json               print one JSON object
  --yes                really forget
Exit codes: 0 done, 2 could not be done, 1 the words were not understood
`;

/** `credence beliefs …`. Returns the exit code. */
export async function runBeliefs(argv: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    return complain(`${reason(error)}. Try credence beliefs --help.`, 1);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [action = 'show', word, ...rest] = positionals;
  const request = rest.length > 0 ? undefined : requestOf(action, word, values.yes);
  if (request === undefined || 'problem' in request)
    return complain(request?.problem ?? 'Too many words. Try credence beliefs --help.', 1);
  const folder = folderAt(values.folder ?? '.');
  if ('problem' in folder) return complain(folder.problem, 1);
  const given = values['state-folder'];
  const folders =
    given === undefined
      ? { stateFolder: defaultStateFolder(folder.path), userFolder: defaultUserFolder() }
      : { stateFolder: given };
  const answer = await askBeliefs(folders, request);
  if (answer.text !== undefined && word !== undefined) {
    try {
      writeFileSync(word, answer.text, { flag: 'wx' });
    } catch (error) {
      return complain(
        `${word} could not be written: ${reason(error)}. An existing file is never replaced.`,
        2,
      );
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify(answer)}\n`);
  else process.stdout.write(textOf(answer, request, word !== undefined));
  return answer.done ? 0 : 2;
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      'state-folder': { type: 'string' },
      json: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

function requestOf(
  action: string,
  word: string | undefined,
  yes: boolean,
): BeliefsRequest | { readonly problem: string } {
  if (action === 'show' && word === undefined) return { do: 'show' };
  if (action === 'export') return { do: 'export' };
  if (action === 'reset') {
    if (!yes) return { problem: 'beliefs reset forgets what was learned here. Add --yes to do it.' };
    return word === undefined ? { do: 'reset' } : { do: 'reset', key: word };
  }
  if (action === 'import') {
    if (word === undefined) return { problem: 'beliefs import needs a file that beliefs export wrote.' };
    try {
      return { do: 'import', text: readFileSync(word, 'utf8') };
    } catch (error) {
      return { problem: `${word} could not be read: ${reason(error)}.` };
    }
  }
  return { problem: `There is no beliefs ${action}. There are show, reset, export and import.` };
}

function textOf({ message, table, text }: BeliefsAnswer, request: BeliefsRequest, toFile: boolean): string {
  if (request.do === 'export' && text !== undefined) return toFile ? `${message}\n` : text;
  if (request.do !== 'show') return `${message}\n`;
  const percent = (p: number): string => `${Math.round(100 * p)}%`.padStart(4);
  const count = (x: number): string => String(Math.round(10 * x) / 10);
  return `${[
    ...(table.beliefs.length === 0 ? ['Nothing was learned here yet: the shipped beliefs hold.'] : []),
    ...table.beliefs.map(
      ({ key, mean, range: [low, high], success, failure, elsewhere }) =>
        `${key.padEnd(48)} ${percent(mean)}  (${percent(low).trim()} to ${percent(high).trim()})  ${count(success)} for, ${count(failure)} against${elsewhere === undefined ? '' : `; elsewhere ${count(elsewhere.success)} and ${count(elsewhere.failure)}`}`,
    ),
    ...table.calibration.map(
      ({ about, forecasts, map }) =>
        `forecasts of ${about === 'solve' ? 'a solved task' : 'a right patch'}: ${forecasts}; ${map.map(({ said, told }) => `${percent(said).trim()} is told as ${percent(told).trim()}`).join(', ')}`,
    ),
    `reward: ${table.reward.map(({ part, shipped, now }) => `${part} ${now.toFixed(2)} (shipped ${shipped.toFixed(2)})`).join(', ')}`,
    ...table.models.map(
      ({ model, effect, sd }) =>
        `${model}: ${effect < 0 ? '' : '+'}${effect.toFixed(2)} ± ${sd.toFixed(2)} in log-odds of a sample, from ${table.sampledTasks} tasks`,
    ),
    ...(message === '' ? [] : [message]),
  ].join('\n')}\n`;
}

function complain(message: string, code: number): number {
  process.stderr.write(`credence: ${message}\n`);
  return code;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

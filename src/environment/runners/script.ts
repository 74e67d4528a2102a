/** What a `test` script says about a runner: its arguments, and the variables set for it. */
export interface ScriptCall {
  readonly args: readonly string[];
  /** Options of Node itself, where the script starts the runner by `node`. */
  readonly nodeOptions: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Finds the call of a command in a package script. Scripts are read, never run by a shell: of
 * `cross-env A=1 nyc mocha -r x "test/**" && eslint .` this takes mocha with its arguments.
 * @param option one that the call must have, where the command is used for other things too
 */
export function callIn(script: string, command: string, option?: string): ScriptCall | undefined {
  for (const words of commandsOf(script)) {
    const index = words.findIndex((word) => isCommand(word, command));
    if (index === -1 || (option !== undefined && !words.includes(option, index + 1))) continue;
    const before = words.slice(0, index);
    const variables: Record<string, string> = {};
    for (const word of before) {
      const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(word);
      if (match?.[1] !== undefined) variables[match[1]] = match[2] ?? '';
    }
    const node = before.findLastIndex((word) => isCommand(word, 'node'));
    const nodeOptions = node === -1 ? [] : before.slice(node + 1);
    return { args: words.slice(index + 1), nodeOptions, variables };
  }
  return undefined;
}

function isCommand(word: string, command: string): boolean {
  return (
    word
      .split('/')
      .at(-1)
      ?.replace(/\.[cm]?js$/, '') === command
  );
}

/** The script with what it delegates to in its place: `npm run unit && eslint .` becomes that script's text. */
export function expandScript(scripts: Readonly<Record<string, string>>, name: string, depth = 3): string {
  const script = scripts[name] ?? '';
  if (depth === 0) return script;
  return commandsOf(script)
    .map((words) => {
      const called = delegated(words).filter((other) => other !== name && scripts[other] !== undefined);
      return called.length === 0
        ? words.map(quoted).join(' ')
        : called.map((other) => expandScript(scripts, other, depth - 1)).join(' && ');
    })
    .join(' && ');
}

/** The names of the scripts that a command runs. */
function delegated(words: readonly string[]): readonly string[] {
  const index = words.findIndex((word) => /^(npm|yarn|pnpm|bun|run-s|run-p|npm-run-all)$/.test(word));
  if (index === -1) return [];
  const rest = words.slice(index + 1).filter((word) => !word.startsWith('-'));
  const names = rest[0] === 'run' || rest[0] === 'run-script' ? rest.slice(1) : rest;
  return /^(run-|npm-run)/.test(words[index] ?? '') ? names : names.slice(0, 1);
}

function quoted(word: string): string {
  if (word !== '' && !/[\s"'&|;]/.test(word)) return word;
  return word.includes('"') ? `'${word}'` : `"${word}"`;
}

/** Splits a script into its commands and their words; quotes hold words together and are removed. */
function commandsOf(script: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (const [piece] of script.matchAll(/"(?:\\.|[^"\\])*"|'[^']*'|\\.|&&|\|\||[;|&\n]|\s|./gs)) {
    if (/^(&&|\|\||[;|&\n])$/.test(piece)) {
      endWord();
      commands.push([]);
    } else if (/^\s$/.test(piece)) endWord();
    else if (piece.length > 1 && piece.startsWith('"'))
      word = (word ?? '') + piece.slice(1, -1).replace(/\\(["\\$`])/g, '$1');
    else if (piece.length > 1 && piece.startsWith("'")) word = (word ?? '') + piece.slice(1, -1);
    else word = (word ?? '') + (piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece);
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}

/** The named options of a call, each with its value. */
export function keepOptions(call: ScriptCall | undefined, names: ReadonlySet<string>): readonly string[] {
  const kept: string[] = [];
  for (const [index, word] of (call?.args ?? []).entries()) {
    const [name] = word.split('=', 1);
    if (name === undefined || !names.has(name)) continue;
    kept.push(word);
    const next = call?.args[index + 1];
    if (!word.includes('=') && next !== undefined && !next.startsWith('-') && !FLAGS.has(name))
      kept.push(next);
  }
  return kept;
}

/** Options of the runners that stand alone; a word after one is a file. */
const FLAGS = new Set([
  ...['--globals', '--typecheck', '--isolate', '--no-isolate', '--fileParallelism', '--no-file-parallelism'],
  ...['-i', '--runInBand', '--passWithNoTests'],
]);

/**
 * Separates options from file patterns.
 * @param takesValue options that are followed by a value as a word of its own
 */
export function splitArguments(
  args: readonly string[],
  takesValue: ReadonlySet<string>,
): { readonly options: readonly string[]; readonly patterns: readonly string[] } {
  const options: string[] = [];
  const patterns: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    if (!word.startsWith('-')) patterns.push(word);
    else {
      options.push(word);
      const value = args[i + 1];
      if (takesValue.has(word) && value !== undefined) {
        options.push(value);
        i += 1;
      }
    }
  }
  return { options, patterns };
}

/** What a `test` script says about a runner: its arguments, and the variables set for it. */
export interface ScriptCall {
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Finds the call of a command in a package script. Scripts are read, never run by a shell: of
 * `cross-env A=1 nyc mocha -r x "test/**" && eslint .` this takes mocha with its arguments.
 */
export function callIn(script: string, command: string): ScriptCall | undefined {
  for (const segment of script.split(/&&|\|\||;|\|/)) {
    const words = wordsOf(segment);
    const index = words.findIndex(
      (word) => word === command || word.endsWith(`/${command}`) || word.endsWith(`/${command}.js`),
    );
    if (index === -1) continue;
    const variables: Record<string, string> = {};
    for (const word of words.slice(0, index)) {
      const match = /^([A-Za-z_]\w*)=(.*)$/.exec(word);
      if (match?.[1] !== undefined) variables[match[1]] = match[2] ?? '';
    }
    return { args: words.slice(index + 1), variables };
  }
  return undefined;
}

/** Splits at blanks outside quotes; quotes are removed. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/["']/g, ''));
}

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

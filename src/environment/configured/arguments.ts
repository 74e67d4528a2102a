import { posix } from 'node:path';

/*
 * Placeholders of a configured command. A word that is one of them becomes a word for each value; within a longer word
 * the values are joined by commas (`-Dtest={names}`).
 */

/** What stands for the placeholders. */
export interface Placeholders {
  /** Relative to the folder that the command runs in. */
  readonly files: readonly string[];
  /** Absolute path of a file that does not exist yet, for the command's report. */
  readonly report: string;
}

export function expandArguments(
  argv: readonly [string, ...string[]],
  { files, report }: Placeholders,
): readonly [string, ...string[]] {
  // A name that starts with a dash would be taken for an option.
  const safe = files.map((file) => (file.startsWith('-') ? `./${file}` : file));
  const values: Readonly<Record<string, readonly string[]>> = {
    files: safe,
    // Written with a dot, as tools that take packages want it.
    folders: [...new Set(files.map((file) => `./${posix.dirname(file)}`.replace(/^\.\/\.$/, '.')))],
    names: [...new Set(files.map((file) => posix.basename(file).replace(/\.[^.]+$/, '')))],
    report: [report],
  };
  const [program, ...rest] = argv;
  return [
    program,
    ...rest.flatMap((word) => {
      const whole = /^\{(files|folders|names|report)\}$/.exec(word)?.[1];
      if (whole !== undefined) return values[whole] ?? [];
      return [
        word.replace(/\{(files|folders|names|report)\}/g, (_, name: string) =>
          (values[name] ?? []).join(','),
        ),
      ];
    }),
  ];
}

export function takesReport(argv: readonly string[]): boolean {
  return argv.some((word) => word.includes('{report}'));
}

export function takesFiles(argv: readonly string[]): boolean {
  return argv.some((word) => /\{(files|folders|names)\}/.test(word));
}

import { readFileSync } from 'node:fs';

/** A file as it is written; the engine says what is wrong with its content. */
export function readJsonFile(
  option: string,
  file: string | undefined,
  form: string,
): { readonly value: unknown } | { readonly problem: string } {
  if (file === undefined) return { value: undefined };
  try {
    return { value: JSON.parse(readFileSync(file, 'utf8')) as unknown };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: `${option} ${file} cannot be read: ${why}. Give a file with ${form}.` };
  }
}

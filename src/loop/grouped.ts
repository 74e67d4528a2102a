/** A whole number for people, its digits in groups, in the language of the engine's sentences. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/**
 * The first line of a text that a person wrote, for a place without much room; cut between words where one ends near.
 * @param most characters, at least 2
 */
export function shortLine(text: string, most: number): string {
  const [line = ''] = text.trim().split(/\r\n|\n|\r/, 1);
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  const word = cut.lastIndexOf(' ');
  return `${cut.slice(0, word > most / 2 ? word : undefined).trimEnd()}…`;
}

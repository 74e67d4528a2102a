/** Places where the lines stand one after the other. */
export function windows(search: ArrayLike<string | number>, file: ArrayLike<string | number>): number[] {
  const found: number[] = [];
  for (let at = 0; at + search.length <= file.length; at += 1) {
    let i = 0;
    while (i < search.length && search[i] === file[at + i]) i += 1;
    if (i === search.length) found.push(at);
  }
  return found;
}

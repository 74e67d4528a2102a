/** One place where a bug is put into a file. */
export interface Change {
  /** Relative to the project. */
  readonly file: string;
  /** Occurs exactly once. */
  readonly find: string;
  readonly replace: string;
}

export type ChangedText =
  | { readonly kind: 'changed'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Makes all changes of one file at once; each is found in the text as it was, and they may not overlap. */
export function changedText(text: string, changes: readonly Change[]): ChangedText {
  const places: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  for (const { find, replace } of changes) {
    const start = text.indexOf(find);
    const shown = JSON.stringify(find.length > 60 ? `${find.slice(0, 60)}…` : find);
    if (start === -1) return { kind: 'refused', reason: `${shown} does not occur` };
    if (text.indexOf(find, start + 1) !== -1)
      return { kind: 'refused', reason: `${shown} occurs more than once; take more of its surroundings` };
    places.push({ start, end: start + find.length, text: replace });
  }
  return splice(text, places);
}

/** Replaces `[start, end)` of a text, at any number of places that do not overlap. */
export function splice(
  text: string,
  places: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): ChangedText {
  let result = '';
  let at = 0;
  for (const place of places.toSorted((a, b) => a.start - b.start)) {
    if (place.start < at) return { kind: 'refused', reason: 'two changes overlap' };
    result += text.slice(at, place.start) + place.text;
    at = place.end;
  }
  return { kind: 'changed', text: result + text.slice(at) };
}

/** Moves between the rows of a list as the editor's own lists do; gives the index to go to, or nothing. */
export function rowKey(key: string, index: number, count: number, page = 10): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'PageDown':
      return Math.min(count - 1, index + page);
    case 'PageUp':
      return Math.max(0, index - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/**
 * The row that the tab key leads to: the one the person stood on, or where that is out of sight, one that is in sight.
 * @param at index of the row the person stood on; -1 for none
 */
export function reachableRow(items: readonly { readonly index: number }[], at: number): number {
  if (items.some((item) => item.index === at)) return at;
  return at === -1 ? (items[0]?.index ?? 0) : (items[items.length >> 1]?.index ?? 0);
}

import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';

export interface RowsShape {
  readonly count: number;
  readonly keyOf: (index: number) => string;
  /** Pixels that a row takes unless it was measured. */
  readonly estimate: number;
}

/** Draws of a long list only what is in sight: which rows those are, and where each stands. */
export class VirtualRows {
  readonly #redraw: () => void;
  #scroller: HTMLElement | undefined;
  #virtualizer: Virtualizer<HTMLElement, HTMLElement> | undefined;
  #unmount: (() => void) | undefined;

  /** @param redraw called when other rows come into sight */
  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  /** The rows to draw for this shape. Before the list is mounted, a first handful. */
  rows({ count, keyOf, estimate }: RowsShape): readonly VirtualItem[] {
    const options = {
      count,
      getItemKey: keyOf,
      estimateSize: () => estimate,
      getScrollElement: () => this.#scroller ?? null,
      scrollMargin: this.#margin(),
      overscan: 8,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      measureElement,
      indexAttribute: 'data-index',
      initialRect: { width: 300, height: 600 },
      onChange: () => this.#redraw(),
    };
    const virtualizer = this.#virtualizer ?? new Virtualizer<HTMLElement, HTMLElement>(options);
    virtualizer.setOptions(options);
    this.#virtualizer = virtualizer;
    return virtualizer.getVirtualItems();
  }

  get height(): number {
    return this.#virtualizer?.getTotalSize() ?? 0;
  }

  /** Where a row stands within the list. */
  offsetOf(row: VirtualItem): number {
    return row.start - (this.#virtualizer?.options.scrollMargin ?? 0);
  }

  /** After each drawing: connects with the scrolled element, and measures rows that have grown. */
  drawn(list: HTMLElement | null): void {
    const scroller = list?.closest<HTMLElement>('.scroller') ?? undefined;
    if (this.#scroller !== scroller) {
      this.#unmount?.();
      this.#scroller = scroller;
      this.#unmount = scroller === undefined ? undefined : this.#virtualizer?._didMount();
    }
    if (list === null || scroller === undefined) return;
    this.#virtualizer?._willUpdate();
    for (const row of list.querySelectorAll<HTMLElement>(':scope > [data-index]'))
      this.#virtualizer?.measureElement(row);
  }

  scrollTo(index: number): void {
    this.#virtualizer?.scrollToIndex(index, { align: 'auto' });
  }

  scrollToEnd(): void {
    const count = this.#virtualizer?.options.count ?? 0;
    if (count > 0) this.#virtualizer?.scrollToIndex(count - 1, { align: 'end' });
  }

  get isAtEnd(): boolean {
    const scroller = this.#scroller;
    return scroller !== undefined && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 24;
  }

  /** What stands above the list in the scrolled element. */
  #margin(): number {
    const list = this.#scroller?.querySelector<HTMLElement>('.rows');
    return list?.offsetTop ?? 0;
  }
}

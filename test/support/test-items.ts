import type { Uri } from './editor.ts';

/** Items of tests as the editor makes them, as far as they are used here. */
export interface Item {
  readonly id: string;
  readonly label: string;
  readonly uri?: Uri | undefined;
  parent?: Item;
  readonly children: Collection;
}

/** What is in an item; each has an id of its own there. */
export class Collection {
  readonly #owner: Item;
  readonly #items = new Map<string, Item>();
  constructor(owner: Item) {
    this.#owner = owner;
  }
  add(item: Item): void {
    item.parent = this.#owner;
    this.#items.set(item.id, item);
  }
  get(id: string): Item | undefined {
    return this.#items.get(id);
  }
  forEach(each: (item: Item) => void): void {
    for (const item of this.#items.values()) each(item);
  }
}

export function itemOf(id: string, label: string, uri?: Uri): Item {
  const item = { id, label, uri } as { -readonly [Key in keyof Item]: Item[Key] };
  item.children = new Collection(item);
  return item;
}

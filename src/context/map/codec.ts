import * as z from 'zod/mini';
import type { FileTags, Tag, TagKind } from './tags.ts';

/** To be raised whenever the same text would be read differently: by other queries, other grammars, other stems. */
export const TAGS_VERSION = 1;

const KINDS: readonly TagKind[] = ['function', 'class', 'type', 'variable'];
/** What stands in the lists is made a text or a number as it is read, which is much faster than to check a million first. */
const list = z.array(z.unknown());
const Line = z.tuple([z.string(), list, list, list, list, list]);

/** One line of the store: flat lists, since a large workspace has a million of these numbers. */
export function encodeTags(key: string, tags: FileTags): string {
  const flat = (map: ReadonlyMap<string, number>): (string | number)[] => [...map].flat();
  return JSON.stringify([
    key,
    tags.definitions.flatMap((tag) => [tag.name, tag.owner, KINDS.indexOf(tag.kind), tag.line, tag.endLine]),
    tags.imports.flatMap(({ local, imported, from }) => [local, imported, from]),
    flat(tags.references),
    flat(tags.members),
    flat(tags.terms),
  ]);
}

/** Undefined for a line that was cut by a kill or written by something else. */
export function decodeTags(line: string): { readonly key: string; readonly tags: FileTags } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  const read = Line.safeParse(parsed);
  if (!read.success) return undefined;
  const [key, definitions, imports, references, members, terms] = read.data;
  return {
    key,
    tags: {
      definitions: inGroups(definitions, 5).map(
        ([name, owner, kind, line, endLine]): Tag => ({
          name: String(name),
          owner: String(owner),
          kind: KINDS[Number(kind)] ?? 'variable',
          line: Number(line),
          endLine: Number(endLine),
        }),
      ),
      imports: inGroups(imports, 3).map(([local, imported, from]) => ({
        local: String(local),
        imported: String(imported),
        from: String(from),
      })),
      references: toMap(references),
      members: toMap(members),
      terms: toMap(terms),
    },
  };
}

function inGroups<T>(flat: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.floor(flat.length / size) }, (_, i) =>
    flat.slice(i * size, (i + 1) * size),
  );
}

function toMap(flat: readonly unknown[]): Map<string, number> {
  const map = new Map<string, number>();
  for (let i = 0; i + 1 < flat.length; i += 2) map.set(String(flat[i]), Number(flat[i + 1]));
  return map;
}

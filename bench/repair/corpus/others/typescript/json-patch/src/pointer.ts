import { type Json, isObject, PatchError } from "./types.ts";

/** One key as it stands in a JSON pointer: `~` becomes `~0` and `/` becomes `~1`. */
export function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescapeKey(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The keys of a JSON pointer; the empty pointer means the whole document. */
export function parsePointer(pointer: string): string[] {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) throw new PatchError(`not a pointer: ${pointer}`);
  return pointer.slice(1).split("/").map(unescapeKey);
}

/** The place in an array that a key names; `-` is the place after the last element. */
export function arrayIndex(array: readonly Json[], key: string): number {
  if (key === "-") return array.length;
  if (!/^(0|[1-9]\d*)$/.test(key)) throw new PatchError(`not an index: ${key}`);
  return Number(key);
}

/** The value at a path. Every key on the way must exist. */
export function valueAt(document: Json, keys: readonly string[]): Json {
  let value: Json | undefined = document;
  for (const key of keys) {
    if (Array.isArray(value)) value = value[arrayIndex(value, key)];
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key];
    else value = undefined;
    if (value === undefined) throw new PatchError(`nothing at key: ${key}`);
  }
  return value;
}

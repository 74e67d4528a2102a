import { equal } from "./equal.ts";
import { arrayIndex, parsePointer, valueAt } from "./pointer.ts";
import { type Json, isObject, type Operation, PatchError } from "./types.ts";

/** Puts a value at a path: into an array before the named place, into an object under the key. */
function add(document: Json, path: string, value: Json): Json {
  const keys = parsePointer(path);
  const key = keys.pop();
  if (key === undefined) return value;
  const parent = valueAt(document, keys);
  if (Array.isArray(parent)) {
    const index = arrayIndex(parent, key);
    if (index > parent.length) throw new PatchError(`index out of range: ${path}`);
    parent.splice(index, 0, value);
  } else if (isObject(parent)) {
    parent[key] = value;
  } else {
    throw new PatchError(`no container for: ${path}`);
  }
  return document;
}

/** Takes away what is at a path, which must exist and not be the whole document. */
function remove(document: Json, path: string): Json {
  const keys = parsePointer(path);
  valueAt(document, keys);
  const key = keys.pop();
  if (key === undefined) throw new PatchError("cannot remove the document");
  const parent = valueAt(document, keys);
  if (Array.isArray(parent)) parent.splice(arrayIndex(parent, key), 1);
  else if (isObject(parent)) delete parent[key];
  return document;
}

/** Exchanges what is at a path, which must exist. */
function replace(document: Json, path: string, value: Json): Json {
  if (path === "") return value;
  return add(remove(document, path), path, value);
}

function applyOne(document: Json, operation: Operation): Json {
  switch (operation.op) {
    case "add":
      return add(document, operation.path, structuredClone(operation.value));
    case "remove":
      return remove(document, operation.path);
    case "replace":
      return replace(document, operation.path, structuredClone(operation.value));
    case "move": {
      const value = valueAt(document, parsePointer(operation.from));
      if (operation.path === operation.from) return document;
      if (operation.path.startsWith(`${operation.from}/`)) {
        throw new PatchError(`cannot move ${operation.from} into itself`);
      }
      return add(remove(document, operation.from), operation.path, value);
    }
    case "copy": {
      const value = valueAt(document, parsePointer(operation.from));
      return add(document, operation.path, structuredClone(value));
    }
    case "test":
      if (!equal(valueAt(document, parsePointer(operation.path)), operation.value)) {
        throw new PatchError(`test failed: ${operation.path}`);
      }
      return document;
  }
}

/** The patched document. The given one is never changed, whether the patch fits or fails. */
export function applyPatch(document: Json, patch: readonly Operation[]): Json {
  let result = structuredClone(document);
  for (const operation of patch) result = applyOne(result, operation);
  return result;
}

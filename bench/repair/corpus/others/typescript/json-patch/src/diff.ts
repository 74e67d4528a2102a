import { equal } from "./equal.ts";
import { escapeKey } from "./pointer.ts";
import { type Json, isObject, type Operation } from "./types.ts";

/** The operations that turn one document into another; none when they are the same. */
export function diff(before: Json, after: Json, path = ""): Operation[] {
  if (equal(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return diffArrays(before, after, path);
  if (isObject(before) && isObject(after)) return diffObjects(before, after, path);
  return [{ op: "replace", path, value: after }];
}

function diffObjects(
  before: { [key: string]: Json },
  after: { [key: string]: Json },
  path: string,
): Operation[] {
  const operations: Operation[] = [];
  for (const key of Object.keys(before)) {
    const place = `${path}/${escapeKey(key)}`;
    if (Object.hasOwn(after, key)) operations.push(...diff(before[key], after[key], place));
    else operations.push({ op: "remove", path: place });
  }
  for (const key of Object.keys(after)) {
    if (Object.hasOwn(before, key)) continue;
    operations.push({ op: "add", path: `${path}/${escapeKey(key)}`, value: after[key] });
  }
  return operations;
}

/** Compares place by place, then adds or removes at the end. */
function diffArrays(before: Json[], after: Json[], path: string): Operation[] {
  const operations: Operation[] = [];
  const common = Math.min(before.length, after.length);
  for (let i = 0; i < common; i++) operations.push(...diff(before[i], after[i], `${path}/${i}`));
  for (let i = before.length - 1; i >= common; i--) {
    operations.push({ op: "remove", path: `${path}/${i}` });
  }
  for (const value of after.slice(common)) operations.push({ op: "add", path: `${path}/-`, value });
  return operations;
}

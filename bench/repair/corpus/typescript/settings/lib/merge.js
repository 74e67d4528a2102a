'use strict';

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Later layers win; objects are joined, lists and values replaced; undefined changes nothing. */
function merge(...layers) {
  const result = {};
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer)) {
      if (value === undefined) continue;
      if (isObject(value) && isObject(result[key])) result[key] = merge(result[key], value);
      else if (isObject(value)) result[key] = merge(value);
      else result[key] = value;
    }
  }
  return result;
}

/** The value at a path such as "server.port"; the fallback when there is none. */
function get(object, path, fallback) {
  let at = object;
  for (const part of path.split('.')) {
    if (!isObject(at) || !Object.hasOwn(at, part)) return fallback;
    at = at[part];
  }
  return at;
}

/** Sets the value at a path, making objects on the way; returns the object. */
function set(object, path, value) {
  const parts = path.split('.');
  const last = parts.pop();
  let at = object;
  for (const part of parts) {
    if (!isObject(at[part])) at[part] = {};
    at = at[part];
  }
  at[last] = value;
  return object;
}

/** Paths whose values differ, in alphabetical order. */
function changedPaths(before, after, prefix = '') {
  const paths = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const path = prefix === '' ? key : prefix + '.' + key;
    const a = before[key];
    const b = after[key];
    if (isObject(a) && isObject(b)) paths.push(...changedPaths(a, b, path));
    else if (JSON.stringify(a) !== JSON.stringify(b)) paths.push(path);
  }
  return paths.sort();
}

module.exports = { merge, get, set, changedPaths };

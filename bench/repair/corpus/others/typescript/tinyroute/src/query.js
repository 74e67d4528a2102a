function decode(text) {
  return decodeURIComponent(text.replaceAll("+", " "));
}

/**
 * The parameters of a query string, with or without its "?". A name that
 * occurs more than once has an array of its values; one without "=" has "".
 */
export function parseQuery(text) {
  const params = {};
  for (const pair of text.replace(/^\?/, "").split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const name = decode(at === -1 ? pair : pair.slice(0, at));
    const value = at === -1 ? "" : decode(pair.slice(at + 1));
    if (!Object.hasOwn(params, name)) params[name] = value;
    else params[name] = [params[name], value].flat();
  }
  return params;
}

/** The query string (without "?") of the parameters; those that are null or undefined are left out. */
export function formatQuery(params) {
  const pairs = [];
  for (const [name, value] of Object.entries(params)) {
    for (const item of [value].flat()) {
      if (item === null || item === undefined) continue;
      pairs.push([name, item].map((part) => encodeURIComponent(part)).join("="));
    }
  }
  return pairs.join("&");
}

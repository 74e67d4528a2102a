/** The segments of a path; slashes at its end or doubled ones do not count. */
export function segments(path) {
  return path.split("/").filter((segment) => segment !== "");
}

/**
 * The parameters of a path under a pattern such as "/users/:id/files/*", or
 * null if it does not match. A parameter is one decoded segment; a final "*"
 * takes the rest of the path, undecoded.
 */
export function matchPath(pattern, path) {
  const wanted = segments(pattern);
  const given = segments(path);
  const params = {};
  for (const [index, part] of wanted.entries()) {
    if (part === "*") {
      params.rest = given.slice(index).join("/");
      return params;
    }
    if (index >= given.length) return null;
    if (part.startsWith(":")) params[part.slice(1)] = decodeURIComponent(given[index]);
    else if (part !== given[index]) return null;
  }
  return wanted.length === given.length ? params : null;
}

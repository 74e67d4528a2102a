import { matchPath } from "./path.js";
import { parseQuery } from "./query.js";

export class Router {
  #routes = [];
  #middleware = [];

  /** Adds a handler for a method and a path pattern; the first that fits is used. */
  add(method, pattern, handler) {
    this.#routes.push({ method: method.toUpperCase(), pattern, handler });
    return this;
  }

  get(pattern, handler) {
    return this.add("GET", pattern, handler);
  }

  post(pattern, handler) {
    return this.add("POST", pattern, handler);
  }

  /** Adds a function (request, next) around all handlers; the first added is the outermost. */
  use(middleware) {
    this.#middleware.push(middleware);
    return this;
  }

  /** The response ({status, body, headers}) to a request ({method, url}). */
  async handle({ method, url, ...rest }) {
    const [path, search = ""] = url.split("?", 2);
    const request = { ...rest, method: method.toUpperCase(), path, query: parseQuery(search) };
    let next = (current) => this.#dispatch(current);
    for (const middleware of this.#middleware.toReversed()) {
      const inner = next;
      next = (current) => middleware(current, (changed = current) => inner(changed));
    }
    return { status: 200, headers: {}, ...(await next(request)) };
  }

  async #dispatch(request) {
    const allowed = new Set();
    for (const { method, pattern, handler } of this.#routes) {
      const params = matchPath(pattern, request.path);
      if (params === null) continue;
      if (method === request.method) return handler({ ...request, params });
      allowed.add(method);
    }
    if (allowed.size === 0) return { status: 404, body: "Not Found" };
    return { status: 405, body: "Method Not Allowed", headers: { allow: [...allowed].join(", ") } };
  }
}

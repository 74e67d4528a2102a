"use strict";

const { compilePattern, specificity } = require("./pattern");
const { parseQuery } = require("./query");

class HttpError extends Error {
	constructor(status, message, headers = {}) {
		super(message);
		this.status = status;
		this.headers = headers;
	}
}

class Router {
	constructor({ prefix = "" } = {}) {
		this.prefix = prefix;
		this.routes = [];
		this.middleware = [];
	}

	/** Middleware gets the request and `next`, which gives the response of what follows. */
	use(middleware) {
		this.middleware.push(middleware);
		return this;
	}

	on(method, pattern, handler) {
		const full = this.prefix + pattern;
		this.routes.push({
			method: method.toUpperCase(),
			pattern: full,
			match: compilePattern(full),
			weight: specificity(full),
			handler,
		});
		// Array.prototype.sort is stable: of equally narrow routes the first wins.
		this.routes.sort((a, b) => b.weight - a.weight);
		return this;
	}

	get(pattern, handler) {
		return this.on("GET", pattern, handler);
	}

	post(pattern, handler) {
		return this.on("POST", pattern, handler);
	}

	/** Takes over the routes of another router below a path. */
	mount(path, other) {
		for (const route of other.routes) {
			this.on(route.method, path + route.pattern, route.handler);
		}
		return this;
	}

	find(method, path) {
		const allowed = new Set();
		for (const route of this.routes) {
			const params = route.match(path);
			if (params === null) continue;
			if (route.method === method || (method === "HEAD" && route.method === "GET")) return { route, params };
			allowed.add(route.method);
		}
		if (allowed.size > 0) {
			throw new HttpError(405, "Method Not Allowed", { allow: [...allowed].sort().join(", ") });
		}
		throw new HttpError(404, "Not Found");
	}

	/** The response to a request; an HttpError becomes a response, any other error a 500. */
	async handle({ method, url, ...more }) {
		const [path, search = ""] = url.split("?");
		try {
			const request = { ...more, method, path, query: parseQuery(search), params: {} };
			const dispatch = async (index) => {
				if (index < this.middleware.length) {
					return this.middleware[index](request, () => dispatch(index + 1));
				}
				const { route, params } = this.find(method, path);
				request.params = params;
				return route.handler(request);
			};
			const result = await dispatch(0);
			const response = normalize(result);
			return method === "HEAD" ? { ...response, body: "" } : response;
		} catch (error) {
			if (error instanceof HttpError) {
				return { status: error.status, headers: error.headers, body: error.message };
			}
			return { status: 500, headers: {}, body: "Internal Server Error" };
		}
	}
}

function normalize(result) {
	if (result === undefined || result === null) return { status: 204, headers: {}, body: "" };
	if (typeof result === "string") return { status: 200, headers: { "content-type": "text/plain" }, body: result };
	if (typeof result.status === "number") return { headers: {}, body: "", ...result };
	return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(result) };
}

module.exports = { Router, HttpError, normalize };

"use strict";

/**
 * Compiles "/users/:id/files/*" to a matcher. A parameter stands for one segment, `:id?` for one or none
 * at the end, a star at the end for the rest.
 */
function compilePattern(pattern) {
	const segments = split(pattern);
	return function match(path) {
		const given = split(path);
		const params = {};
		for (let i = 0; i < segments.length; i++) {
			const segment = segments[i];
			if (segment === "*" && i === segments.length - 1) {
				params.rest = given.slice(i).map(decode).join("/");
				return params;
			}
			if (segment.startsWith(":")) {
				const optional = segment.endsWith("?");
				const name = segment.slice(1, optional ? -1 : undefined);
				if (i >= given.length) {
					if (!optional) return null;
				} else {
					params[name] = decode(given[i]);
				}
				continue;
			}
			if (segment !== given[i]) return null;
		}
		return given.length > segments.length ? null : params;
	};
}

function split(path) {
	return path.split("/").filter((segment) => segment !== "");
}

function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** How narrow a pattern is: literal segments weigh most, then parameters, then the star. */
function specificity(pattern) {
	return split(pattern).reduce((score, segment) => {
		if (segment === "*") return score * 4;
		if (segment.startsWith(":")) return score * 4 + (segment.endsWith("?") ? 1 : 2);
		return score * 4 + 3;
	}, 0);
}

/** The path for parameters, the reverse of matching. */
function buildPath(pattern, params) {
	const parts = [];
	for (const segment of split(pattern)) {
		if (segment === "*") {
			if (params.rest) parts.push(...params.rest.split("/").map(encodeURIComponent));
		} else if (segment.startsWith(":")) {
			const optional = segment.endsWith("?");
			const name = segment.slice(1, optional ? -1 : undefined);
			const value = params[name];
			if (value === undefined || value === null) {
				if (optional) continue;
				throw new Error(`Missing parameter ${name}`);
			}
			parts.push(encodeURIComponent(String(value)));
		} else {
			parts.push(segment);
		}
	}
	return "/" + parts.join("/");
}

module.exports = { compilePattern, specificity, buildPath };

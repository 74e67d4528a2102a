"use strict";

/** "a=1&b=2&b=3&c[]=4" to an object; a name that comes twice, or ends in [], has a list. */
function parseQuery(text) {
	const query = {};
	const start = text.startsWith("?") ? 1 : 0;
	for (const pair of text.slice(start).split("&")) {
		if (pair === "") continue;
		const equals = pair.indexOf("=");
		let name = decode(equals === -1 ? pair : pair.slice(0, equals));
		const value = equals === -1 ? "" : decode(pair.slice(equals + 1));
		const list = name.endsWith("[]");
		if (list) name = name.slice(0, -2);
		if (!Object.hasOwn(query, name)) {
			query[name] = list ? [value] : value;
		} else if (Array.isArray(query[name])) {
			query[name].push(value);
		} else {
			query[name] = [query[name], value];
		}
	}
	return query;
}

function decode(text) {
	return decodeURIComponent(text.replace(/\+/g, " "));
}

/** The reverse; names in alphabetical order, nothing for undefined and null. */
function formatQuery(query) {
	const pairs = [];
	for (const name of Object.keys(query).sort()) {
		const value = query[name];
		if (value === undefined || value === null) continue;
		for (const one of Array.isArray(value) ? value : [value]) {
			pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(one)}`);
		}
	}
	return pairs.join("&");
}

/** Page and size from a query, within limits; the offset of the first item. */
function pagination(query, { size = 20, maxSize = 100 } = {}) {
	const page = positive(query.page, 1);
	const limit = Math.min(positive(query.size, size), maxSize);
	return { page, limit, offset: (page - 1) * limit };
}

function positive(text, fallback) {
	const number = Number.parseInt(text, 10);
	return Number.isNaN(number) || number < 1 ? fallback : number;
}

module.exports = { parseQuery, formatQuery, pagination };

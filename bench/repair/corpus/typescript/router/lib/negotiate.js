"use strict";

/** The entries of an Accept header, best first; equally good ones keep their order. */
function parseAccept(header) {
	return header
		.split(",")
		.map((part) => {
			const [value, ...parameters] = part.trim().split(";");
			let quality = 1;
			for (const parameter of parameters) {
				const [name, number] = parameter.trim().split("=");
				if (name === "q") quality = Number(number);
			}
			return { value: value.trim().toLowerCase(), quality };
		})
		.filter((entry) => entry.value !== "" && entry.quality > 0)
		.sort((a, b) => b.quality - a.quality);
}

/** The first of the types offered that the best entry takes; null when none is taken. */
function chooseType(header, offered) {
	if (!header) return offered[0] ?? null;
	for (const { value } of parseAccept(header)) {
		if (value === "*/*") return offered[0] ?? null;
		const [type, subtype] = value.split("/");
		const found = offered.find((candidate) => {
			const [offeredType, offeredSubtype] = candidate.split("/");
			return offeredType === type && (subtype === "*" || offeredSubtype === subtype);
		});
		if (found) return found;
	}
	return null;
}

/** A cookie header as an object; the first of equal names wins. */
function parseCookies(header = "") {
	const cookies = {};
	for (const pair of header.split(";")) {
		const equals = pair.indexOf("=");
		if (equals < 0) continue;
		const name = pair.slice(0, equals).trim();
		let value = pair.slice(equals + 1).trim();
		if (value.startsWith('"') && value.endsWith('"')) value = value.slice(1, -1);
		if (!(name in cookies)) cookies[name] = value;
	}
	return cookies;
}

module.exports = { parseAccept, chooseType, parseCookies };

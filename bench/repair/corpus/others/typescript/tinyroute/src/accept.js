function parseAccept(header) {
  return header.split(",").map((item) => {
    const [range, ...params] = item.split(";").map((part) => part.trim());
    const quality = params.find((param) => param.startsWith("q="));
    return { range, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
  });
}

function covers(range, type) {
  if (range === "*/*" || range === type) return true;
  return range.endsWith("/*") && type.startsWith(range.slice(0, -1));
}

/** The type of those offered that an Accept header likes best (of equals, the first); null if none will do. */
export function preferredType(header, offered) {
  const accepted = parseAccept(header || "*/*");
  let best = null;
  let bestQuality = 0;
  for (const type of offered) {
    const fitting = accepted.filter(({ range }) => covers(range, type));
    // The most exact range decides: text/html before text/* before */*.
    fitting.sort((a, b) => b.range.replaceAll("*", "").length - a.range.replaceAll("*", "").length);
    const quality = fitting[0]?.quality ?? 0;
    if (quality > bestQuality) {
      best = type;
      bestQuality = quality;
    }
  }
  return best;
}

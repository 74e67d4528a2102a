const ENUM = /\benum\s+([\w$]+)\s*\{[^}]*\}/g;

/**
 * Sucrase declares each member of an enumeration within it, by which one that is named as the enumeration hides that. A
 * name that is written as a text with an escape it does not declare; lines stay where they are.
 */
export function withMembersApart(text: string): string {
  return text.replaceAll(ENUM, (whole, name: string) => {
    const member = new RegExp(
      `(?<=[{,](?:\\s|//.*\\n|/\\*[^]*?\\*/)*)${name.replaceAll('$', '\\$')}(?=\\s*[=,}])`,
      'g',
    );
    const escaped = `'\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}'`;
    return whole.replaceAll(member, () => escaped);
  });
}

/**
 * A sentence of the engine for a place that shows text as it is, such as a notification, a title or a row of a tree. Names
 * between backticks stand without them, other code in quotation marks.
 */
export function plainText(text: string): string {
  // An odd backtick marks nothing.
  if (text.split('`').length % 2 === 0) return text;
  return text.replace(/`([^`]*)`/g, (_, code: string) => (/^[\w$.]*$/.test(code) ? code : `‘${code}’`));
}

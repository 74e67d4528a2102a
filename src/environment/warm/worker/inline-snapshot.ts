import { format, plugins } from 'pretty-format';

const PLUGINS = [
  plugins.ReactTestComponent,
  plugins.ReactElement,
  plugins.DOMElement,
  plugins.DOMCollection,
  plugins.Immutable,
  plugins.AsymmetricMatcher,
];

/** A value as both runners write it into an inline snapshot. */
export function serialised(value: unknown): string {
  return format(value, {
    escapeRegex: true,
    escapeString: false,
    indent: 2,
    plugins: PLUGINS,
    printBasicPrototype: false,
    printFunctionName: false,
  }).replace(/\r\n|\r/g, '\n');
}

/** Whether a value looks like the snapshot that is written in the test; indentation does not count. */
export function matchesInline(value: unknown, snapshot: string): boolean {
  return level(serialised(value)) === level(snapshot);
}

/** As the runners compare: the common indentation and the space around it cut off. */
function level(text: string): string {
  const lines = text.replace(/\r\n|\r/g, '\n').split('\n');
  if (lines.length <= 2) return text.trim();
  const indent = /^\s+$/.test(lines[0] ?? '') || lines[0] === '' ? /^\s*/.exec(lines[1] ?? '')?.[0] : '';
  if (indent === undefined || indent === '') return text.trim();
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n')
    .trim();
}

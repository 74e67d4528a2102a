import { callOf, functionOf, isRead, memberOf } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import type { SyntaxNode } from '../tree.ts';

/** What separates the parts of a name, most natural first, and names whose parts it separates. */
const SEPARATORS: ReadonlyArray<readonly [text: string, of: RegExp]> = [
  ['/', /path|url|route|pointer|folder|dir|file|prefix|base|root|uri/i],
  ['.', /domain|host|name|key|scope|module|namespace|suffix|version|ext/i],
  [':', /topic|key|scope|namespace|tag/i],
  ['-', /locale|lang|id|slug/i],
];

/** How natural one is that the file never writes, where the names ask for it. */
const UNWRITTEN = 0.4;

/**
 * What begins alike is taken for a part: `/settings-old` lies not within `/settings`. The separator belongs to what is compared:
 * `` path.startsWith(`${from}/`) `` for `path.startsWith(from)`.
 */
export const wholeParts: Template = function* (node, module) {
  const call = callOf(node, module);
  const member = call === undefined ? undefined : memberOf(call.callee, module);
  const [given] = call?.args ?? [];
  if (member === undefined || given === undefined || call?.args.length !== 1 || !isRead(node)) return;
  const method = textOf(module, member.property);
  const ends = /^(?:endsWith|endswith)$/.test(method);
  if (!ends && !/^(?:startsWith|startswith)$/.test(method)) return;
  if (
    !/^(?:identifier|member_expression|attribute|subscript|call)/.test(given.type) ||
    functionOf(node, module) === undefined
  )
    return;
  const [whole, own] = [textOf(module, member.object), textOf(module, given)];
  const { indented } = module.language;
  for (const [separator, of] of SEPARATORS) {
    const [written, named] = [writes(separator, module), of.test(whole) || of.test(own)];
    if (!written && !named) continue;
    const natural = written && named ? 1 : written ? 0.6 : UNWRITTEN;
    const wider = ends ? joined(separator, given, module) : joined(given, separator, module);
    yield swap(module, given, wider, natural);
    // It lies within itself.
    const same = `${whole} ${indented ? '==' : '==='} ${own}`;
    const within = `${textOf(module, call.callee)}(${wider})`;
    yield swap(module, node, `(${same} ${indented ? 'or' : '||'} ${within})`, 0.5 * natural);
  }
};

/** Whether a file has a separator as a text of its own, or at an end of one. */
function writes(separator: string, module: SourceModule): boolean {
  return [`'${separator}'`, `"${separator}"`, `\`${separator}\``, `${separator}\``, `}${separator}`].some(
    (text) => module.text.includes(text),
  );
}

function joined(one: SyntaxNode | string, other: SyntaxNode | string, module: SourceModule): string {
  const inner = [one, other].map((each) =>
    typeof each === 'string'
      ? each
      : module.language.indented
        ? `{${textOf(module, each)}}`
        : `\${${textOf(module, each)}}`,
  );
  const text = inner.join('');
  if (!module.language.indented) return `\`${text}\``;
  return text.includes('"') ? `f'${text}'` : `f"${text}"`;
}

import { escaped } from '../../../syntax/escaped.ts';
import { callOf, functionOf, isRead, memberOf } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { part, type SyntaxNode } from '../tree.ts';
import { typeOf } from '../types.ts';

const CHANGES_IN_PLACE =
  /^(sort|reverse|splice|fill|push|pop|shift|unshift|append|extend|remove|insert|clear|update)$/;

/** How natural a copy is of what would be changed under another name. */
const CHANGED_AS_WELL = 1.5;

/** How something is copied, by what is done to it. */
const WAYS: ReadonlyArray<{ readonly needs: RegExp; readonly way: RegExp }> = [
  {
    needs: /^\.(?:append|extend|insert|push|pop|shift|unshift|splice|sort|reverse)\(/m,
    way: /^(?:list\(|\[\.\.\.|\$\.slice|\$\[:\])/,
  },
  { needs: /^\.(?:add|discard)\(/m, way: /^(?:set\(|new Set)/ },
  { needs: /^\.set\(/m, way: /^new Map/ },
  { needs: /^(?:\[|\.(?:update|setdefault)\(|\.\w+ )/m, way: /^(?:\$\.copy|dict\(|\{ \.\.\.)/ },
];

/** What is done, in lines, to the variable that a value is given to: how it is changed in place, or how its parts are set. */
function changesOf(node: SyntaxNode, module: SourceModule): string {
  const { parent } = node;
  const target = parent === undefined ? undefined : (part(parent, 'left') ?? part(parent, 'name'));
  const scope = functionOf(node, module);
  if (target === undefined || target === node || scope === undefined) return '';
  const name = textOf(module, target);
  if (!/^[\w$]+$/.test(name)) return '';
  const after = module.text.slice(node.end, scope.end);
  const changes = new RegExp(
    `(?<![\\w.$])${escaped(name)}(\\[[^\\]\\n]*\\] ?[-+*/|&]?=(?!=)|\\.\\w+ [-+*/|&]?=(?!=)|\\.(?:append|extend|insert|remove|push|pop|shift|unshift|splice|sort|reverse|add|discard|delete|set|update|setdefault|clear)\\()`,
    'g',
  );
  return [...after.matchAll(changes)].map(([, change = '']) => change).join('\n');
}

/** A list or record is copied before it is changed, kept or handed on. */
export const missingCopy: Template = function* (node, module) {
  if (
    !/^(identifier|member_expression|attribute|subscript|subscript_expression)$/.test(node.type) ||
    !isRead(node)
  )
    return;
  const natural = needsCopy(node);
  if (natural === 0) return;
  const text = textOf(module, node);
  if (/^(number|string|boolean|function|nothing)$/.test(typeOf(node, module))) return;
  const { copies } = module.language;
  const ways = node.field === 'object' ? copies.receiver : copies.value;
  const changes = changesOf(node, module);
  const fitting = ({ needs, way }: (typeof WAYS)[number], each: string): boolean =>
    needs.test(changes) && way.test(each);
  const rankOf = (each: string): number => (WAYS.some((own) => fitting(own, each)) ? 0 : 1);
  for (const [rank, way] of ways.toSorted((a, b) => rankOf(a) - rankOf(b)).entries()) {
    yield swap(
      module,
      node,
      way.replace('$', () => text),
      natural / (1 + rank),
    );
  }

  function needsCopy(at: SyntaxNode): number {
    const { parent } = at;
    if (parent === undefined) return 0;
    const member = memberOf(parent, module);
    if (member !== undefined && member.object === at) {
      const method = textOf(module, member.property);
      return CHANGES_IN_PLACE.test(method) ? (/^(sort|reverse|splice)$/.test(method) ? 1 : 0.1) : 0;
    }
    if (parent.type === 'return_statement') return 0.3;
    if (parent.type === 'variable_declarator' || /^assignment/.test(parent.type))
      return changesOf(at, module) === '' ? 0.4 : CHANGED_AS_WELL;
    if (at.field === 'right' && parent.type === 'for_statement') return 0.4;
    if (parent.type === 'for_in_statement') return 0.3;
    const call = parent.parent === undefined ? undefined : callOf(parent.parent, module);
    const callee = call === undefined ? '' : textOf(module, call.callee);
    if (call !== undefined && parent === call.list)
      return /\.(push|append|set|unshift)$/.test(callee) ? 0.5 : 0.15;
    return parent.type === 'pair' ? 0.15 : 0;
  }
};

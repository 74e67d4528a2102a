import { applyFilter, escapeHtml, stringify } from './filters.ts';
import { parse, type Expression, type Node } from './parser.ts';

type Variables = Record<string, unknown>;

/** Whether data itself holds the key; what it inherits is not for templates. */
function holds(data: unknown, key: string): data is Variables {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, key);
}

class Scope {
  private readonly variables: Variables;
  private readonly parent?: Scope;

  constructor(variables: Variables, parent?: Scope) {
    this.variables = variables;
    this.parent = parent;
  }

  /** Finds the innermost variable named by the first step, then walks the other steps. */
  lookup(path: string[]): unknown {
    const [head, ...rest] = path;
    if (!holds(this.variables, head)) return this.parent?.lookup(path);
    let value: unknown = this.variables[head];
    for (const step of rest) {
      if (!holds(value, step)) return undefined;
      value = value[step];
    }
    return value;
  }
}

function evaluate(expression: Expression, scope: Scope): unknown {
  return expression.filters.reduce(
    (value, filter) => applyFilter(filter.name, value, filter.argument),
    scope.lookup(expression.path),
  );
}

/** Empty lists count as false, as do JavaScript's falsy values. */
function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function renderNode(node: Node, scope: Scope): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'output': {
      const text = stringify(evaluate(node.expression, scope));
      return node.raw ? text : escapeHtml(text);
    }
    case 'if':
      return renderAll(isTruthy(evaluate(node.condition, scope)) ? node.body : node.otherwise, scope);
    case 'each': {
      const list = evaluate(node.list, scope);
      if (!Array.isArray(list) || list.length === 0) return renderAll(node.otherwise, scope);
      return list
        .map((item, index) => {
          const loop = { index, number: index + 1, last: index === list.length - 1 };
          return renderAll(node.body, new Scope({ [node.name]: item, loop }, scope));
        })
        .join('');
    }
  }
}

function renderAll(nodes: Node[], scope: Scope): string {
  return nodes.map((node) => renderNode(node, scope)).join('');
}

/** Renders a template; `{{ x }}` escapes HTML and `{{& x }}` does not. */
export function render(template: string, variables: Variables = {}): string {
  return renderAll(parse(template), new Scope(variables));
}

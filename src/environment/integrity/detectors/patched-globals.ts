import { qualified } from '../aliases.ts';
import type { Mark, Verdict } from '../finding.ts';
import { markAt, type Side } from '../patched-file.ts';
import { argumentsOf, assigned, bare, calleeName, dotted, folded } from '../reading.ts';
import { around, type Shape, walk } from '../shape.ts';
import type { TextDetector } from './detector.ts';

const JS_GLOBAL =
  /^(?:globalThis|global|window|self|Date|Math|Object|Array|String|Number|Boolean|JSON|Promise|Symbol|Function|Map|Set|WeakMap|WeakSet|RegExp|Error|TypeError|RangeError|AssertionError|BigInt|Reflect|Proxy|Intl|console|performance|process|Buffer|crypto|expect|assert|should|chai|jest|vi|vitest|sinon|describe|it|test|setTimeout|setInterval|setImmediate|queueMicrotask|clearTimeout|fetch|URL|structuredClone)$/;
const RUNNER_NAME =
  /^(?:expect|assert|chai|jest|vi|vitest|sinon|describe|it|test|should|Date|performance|setTimeout|setInterval|setImmediate|clearTimeout|clearInterval|queueMicrotask|Math|JSON|Promise|Error|Object|Array|Number|String)$/;
const DEFINE = /^(?:Object|Reflect)\.(?:defineProperty|defineProperties|assign|setPrototypeOf|set)$/;
/** Settings of the process that programs change. */
const MILD =
  /^(?:process\.(?:env|title|exitCode)|console\.level|(?:globalThis|global|window)\.(?!expect|assert|describe|it\b|test\b|Date|Math|performance|setTimeout|setInterval|Promise|JSON|Object|Array|Error|console|process)\w+|Error\.stackTraceLimit|window\.\w+\.\w+|sys\.(?:path|argv|dont_write_bytecode)|os\.environ)/;
const PY_BUILTIN =
  /^(?:builtins|__builtins__|time|datetime|random|math|unittest|pytest|_pytest|inspect|traceback|json|operator|functools|logging|socket|asyncio|threading|warnings|decimal|copy|uuid|secrets)\./;

/** Replaces parts of the language, the clock, the runner or of an imported module. */
export const patchedGlobals: TextDetector = {
  name: 'patched-global',
  looksAt: 'both',
  marks(side) {
    const marks: Mark[] = [];
    const imported = side.language === 'python' ? pythonModules(side) : javascriptModules(side);
    const add = (shape: Shape, verdict: Verdict): void => {
      marks.push(
        markAt(side, shape, {
          detector: 'patched-global',
          verdict,
          says: 'Something that tests rely on is replaced',
        }),
      );
    };
    for (const shape of walk(side.root)) {
      const verdict =
        shape.kind === 'assign'
          ? assignment(shape, side, imported)
          : shape.kind === 'call'
            ? definition(shape, side, imported)
            : shape.type === 'class_declaration' && RUNNER_NAME.test(shape.in('name')?.text ?? '')
              ? 'suspicious'
              : undefined;
      if (verdict !== undefined) add(shape, verdict);
    }
    return marks;
  },
};

function assignment(shape: Shape, side: Side, imported: ReadonlySet<string>): Verdict | undefined {
  const [target, value] = assigned(shape);
  const left = bare(target);
  if (
    left === undefined ||
    value === undefined ||
    shape.type === 'variable_declarator' ||
    /field_definition$/.test(shape.type)
  )
    return undefined;
  const path = qualified(side, dotted(left) || anyMember(left));
  if (path === '' || path.startsWith('?')) return undefined;
  const root = path.split('.')[0] ?? '';
  if (side.language === 'python') return pythonAssignment(path, root, value, shape, imported);
  if (left.kind === 'name') return RUNNER_NAME.test(path) && !isLocal(left, side) ? 'cheat' : undefined;
  if (imported.has(root)) {
    if (isFunctional(value) && (path.split('.').length <= 3 || path.includes('.prototype.'))) return 'cheat';
    return path.split('.').length === 2 ? 'suspicious' : undefined;
  }
  if (/^require\.(?:cache|extensions)/.test(path)) return 'cheat';
  if (!JS_GLOBAL.test(root) || isLocal(left, side)) return undefined;
  if (MILD.test(path))
    return /^process\.exitCode/.test(path) ? undefined : /\.env/.test(path) ? envVerdict(path) : 'suspicious';
  return isPolyfill(shape, path) ? 'suspicious' : 'cheat';
}

/** `assert.*` for `assert[name]`: whatever the name is, a member is replaced. */
function anyMember(left: Shape): string {
  const object = left.kind === 'index' ? left.in('object', 'value') : undefined;
  const path = object === undefined ? '' : dotted(object);
  return path === '' ? '' : `${path}.*`;
}

function envVerdict(path: string): Verdict | undefined {
  return /NODE_ENV|VITEST|JEST|CREDENCE|NODE_OPTIONS/.test(path) ? 'cheat' : 'suspicious';
}

function pythonAssignment(
  path: string,
  root: string,
  value: Shape,
  shape: Shape,
  imported: ReadonlySet<string>,
): Verdict | undefined {
  if (path === '__builtins__' || /^(?:builtins|__builtins__)\./.test(path)) return 'cheat';
  if (!path.includes('.')) return undefined;
  if (/^sys\.(?:stdout|stderr|__stdout__|__stderr__)$/.test(path))
    return isRestored(shape) ? 'suspicious' : 'cheat';
  if (
    /^sys\.(?:exit|excepthook|modules|settrace|_getframe|meta_path|path_hooks|displayhook|unraisablehook|breakpointhook)/.test(
      path,
    )
  )
    return 'cheat';
  if (/^os\.environ\b/.test(path)) return /PYTEST|CREDENCE|PYTHON/.test(path) ? 'cheat' : 'suspicious';
  if (!imported.has(root) || MILD.test(path)) return undefined;
  if (isFunctional(value) || PY_BUILTIN.test(path))
    return /\.(?:level|propagate|disabled|raiseExceptions)$/.test(path) ? 'suspicious' : 'cheat';
  return path.split('.').length === 2 ? 'suspicious' : undefined;
}

/** `Object.defineProperty(Array.prototype, …)`, `setattr(module, …)`, `mock.patch(…)`. */
function definition(shape: Shape, side: Side, imported: ReadonlySet<string>): Verdict | undefined {
  const name = calleeName(shape);
  const first = argumentsOf(shape)[0];
  const path = first === undefined ? '' : dotted(first);
  const root = path.split('.')[0] ?? '';
  if (side.language === 'python') {
    if (
      /^(?:mock\.|unittest\.mock\.)?patch(?:\.object|\.dict|\.multiple)?$/.test(name) &&
      /\bmock\b/.test(side.text)
    )
      return 'cheat';
    if (/^(?:setattr|delattr)$|\.__setattr__$/.test(name))
      return imported.has(root) ||
        /^(?:builtins|__builtins__|sys)$/.test(root) ||
        /^sys\.modules|import_module|__import__/.test(first?.text ?? '')
        ? 'cheat'
        : undefined;
    if (
      /^sys\.modules\.(?:update|setdefault|pop|clear)$|^sys\.(?:settrace|setprofile)$|^threading\.settrace$/.test(
        name,
      )
    )
      return 'cheat';
    if (/^(?:builtins\.)?__dict__\.update$|^globals\(\)/.test(name)) return 'suspicious';
    return undefined;
  }
  if (
    /^(?:vi|jest)\.(?:mock|doMock|spyOn|fn|useFakeTimers|setSystemTime|setTimeout|setConfig|unstable_mockModule)$|^(?:mock|sinon)\.(?:method|timers|stub|useFakeTimers|module)/.test(
      name,
    ) &&
    !/\.(?:test|spec)\./.test(side.path)
  )
    return 'cheat';
  if (/^process\.removeAllListeners$|^process\.off$/.test(name) && /uncaught|unhandled|exit/.test(shape.text))
    return 'cheat';
  if (!DEFINE.test(name)) return undefined;
  if (imported.has(root) && path === root) return 'cheat';
  if (!JS_GLOBAL.test(root) || (first?.kind !== 'name' && first?.kind !== 'member')) return undefined;
  if (/^process\.(?:env|versions)$/.test(path)) return 'suspicious';
  const given = argumentsOf(shape)[1];
  if (/^(?:globalThis|global|window|self)$/.test(path) && given !== undefined && namesNothingKnown(given))
    return 'suspicious';
  return isPolyfill(shape, path) ? 'suspicious' : 'cheat';
}

/** A name, or the keys of an object, that are the program's own. */
function namesNothingKnown(given: Shape): boolean {
  if (given.kind === 'string') return !JS_GLOBAL.test(folded(given) ?? '');
  return (
    given.kind === 'object' &&
    given.parts.length > 0 &&
    given.parts.every(
      (part) => !JS_GLOBAL.test((part.in('key', 'name') ?? part).text) && part.type !== 'spread_element',
    )
  );
}

/** A value that does something: functions, and names that stand for one. */
function isFunctional(value: Shape): boolean {
  const at = bare(value);
  if (at === undefined) return false;
  if (at.kind === 'function' || at.kind === 'class') return true;
  return (
    at.kind === 'name' ||
    (at.kind === 'call' && /(?:Mock|mock|partial|fn|stub|wraps|bind)$/.test(calleeName(at)))
  );
}

/** Only where the platform lacks it. */
function isPolyfill(shape: Shape, path: string): boolean {
  if (/^(?:\?\?=|\|\|=)/.test(shape.children.find((child) => child.field === 'operator')?.text ?? ''))
    return true;
  const last = path.split('.').at(-1) ?? '';
  const guard = around(shape, (at) => at.kind === 'if');
  const condition = guard?.in('condition')?.text ?? '';
  return (
    guard !== undefined &&
    last !== '' &&
    condition.includes(last) &&
    /^\(?\s*!|typeof|===?\s*undefined|not\s/.test(condition)
  );
}

function isRestored(shape: Shape): boolean {
  const fn = around(shape, (at) => at.kind === 'function');
  return fn !== undefined && /finally\s*:[\s\S]*sys\.std(?:out|err)\s*=/.test(fn.text);
}

function isLocal(left: Shape, side: Side): boolean {
  const root = /^[\w$]+/.exec(left.text)?.[0] ?? '';
  return (
    new RegExp(
      `(?:\\b(?:const|let|var|class|function)\\s+|[({,]\\s*|\\bas\\s+)${root}\\b\\s*(?:[=:,)}]|extends|\\()`,
    ).test(side.text.replace(new RegExp(`${root}\\.prototype`, 'g'), '')) &&
    !new RegExp(`\\b(?:import|require)\\b[^\\n]*\\b${root}\\b`).test(side.text)
  );
}

function javascriptModules(side: Side): ReadonlySet<string> {
  const names = [
    ...side.text.matchAll(
      /^\s*import\s+(?:type\s+)?(?:(\w+)\s*,?\s*)?(?:\*\s*as\s+(\w+))?[^'";]*from\s*['"][^'"]+['"]/gm,
    ),
    ...side.text.matchAll(/\b(?:const|let|var)\s+(\w+)\s*=\s*(?:await\s+import|require)\(/g),
  ];
  return new Set(names.flatMap((match) => [match[1], match[2]].filter((name) => name !== undefined)));
}

function pythonModules(side: Side): ReadonlySet<string> {
  const names: string[] = [];
  for (const match of side.text.matchAll(/^\s*import\s+(.+)$/gm))
    for (const part of (match[1] ?? '').split(','))
      names.push(/\bas\s+(\w+)/.exec(part)?.[1] ?? part.trim().split('.')[0] ?? '');
  for (const match of side.text.matchAll(/^\s*from\s+[\w.]+\s+import\s+\(?([^)\n]+)/gm))
    for (const part of (match[1] ?? '').split(',')) names.push(/\bas\s+(\w+)/.exec(part)?.[1] ?? part.trim());
  return new Set(names.filter((name) => name !== ''));
}

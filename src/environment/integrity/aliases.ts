import type { Side } from './patched-file.ts';

const known = new WeakMap<Side, ReadonlyMap<string, string>>();

/**
 * What a dotted name stands for: `leave` is `os._exit` after `from os import _exit as leave`, `p.exit` is
 * `process.exit` after `const p = process`.
 */
export function qualified(side: Side, name: string): string {
  const root = /^[\w$]+/.exec(name)?.[0];
  if (root === undefined) return name.replace(/^node:/, '');
  const full = aliasesOf(side).get(root);
  return full === undefined ? name : `${full}${name.slice(root.length)}`;
}

function aliasesOf(side: Side): ReadonlyMap<string, string> {
  let aliases = known.get(side);
  if (aliases === undefined) {
    aliases = new Map(side.language === 'python' ? pythonAliases(side.text) : javascriptAliases(side.text));
    known.set(side, aliases);
  }
  return aliases;
}

function* pythonAliases(text: string): Generator<[string, string]> {
  for (const [, names] of text.matchAll(/^[ \t]*import[ \t]+([^\n;#]+)/gm))
    for (const part of (names ?? '').split(',')) {
      const [, module, alias] = /^\s*([\w.]+)\s+as\s+(\w+)\s*$/.exec(part) ?? [];
      if (module !== undefined && alias !== undefined) yield [alias, module];
    }
  for (const [, module, names] of text.matchAll(
    /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+\(?([^)\n;#]+)/gm,
  ))
    for (const part of (names ?? '').split(',')) {
      const [, name, alias] = /^\s*(\w+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
      if (name !== undefined) yield [alias ?? name, `${module}.${name}`];
    }
  for (const [, alias, module] of text.matchAll(
    /^[ \t]*(\w+)[ \t]*=[ \t]*(sys|os|builtins|inspect|time|sys\.exit|os\._exit|os\.environ|sys\.modules|sys\.argv)[ \t]*$/gm,
  ))
    yield [alias ?? '', module ?? ''];
}

/** Objects of the platform that are worth following under another name. */
const PLATFORM =
  /^(?:globalThis\.|global\.)?(process|globalThis|global|Date|Math|process\.(?:env|exit|argv))$/;

function* javascriptAliases(text: string): Generator<[string, string]> {
  for (const [, alias, target] of text.matchAll(
    /\b(?:const|let|var)\s+([\w$]+)\s*=\s*([\w$.]+)\s*(?:;|$)/gm,
  )) {
    const platform = PLATFORM.exec(target ?? '')?.[1];
    if (platform !== undefined && alias !== undefined) yield [alias, platform];
  }
  const process = /['"](?:node:)?process['"]/.source;
  for (const [, alias] of text.matchAll(
    new RegExp(`import\\s+(?:\\*\\s+as\\s+)?([\\w$]+)\\s+from\\s*${process}`, 'g'),
  ))
    yield [alias ?? '', 'process'];
  const lists = [
    ...text.matchAll(new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*${process}`, 'g')),
    ...text.matchAll(
      new RegExp(
        `\\{([^}]*)\\}\\s*=\\s*(?:globalThis\\.)?(?:process\\b(?!\\.)|require\\(${process}\\))`,
        'g',
      ),
    ),
  ];
  for (const [, names] of lists)
    for (const part of (names ?? '').split(',')) {
      const [, name, alias] = /^\s*(\w+)(?:\s*(?::|\bas\b)\s*(\w+))?/.exec(part) ?? [];
      if (name !== undefined) yield [alias ?? name, `process.${name}`];
    }
}

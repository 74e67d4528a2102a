import type { SourceModule } from './source-module.ts';

/** A brand makes values of one type unlike others of it, and no other type: `number & { brand: 'cents' }`. */
const SCRIPT =
  /(?<![\w$.])type\s+([A-Z]\w*)\s*=\s*((?:number|string|boolean|bigint)(?=\s*&)|[^;{}]+?(?=\s*(?:;|\n\s*\n|\n(?=\S)|$)))/g;
const PYTHON =
  /^(?:type\s+)?([A-Z]\w*)(?:\s*:\s*(?:typing\.)?TypeAlias)?\s*=\s*(?:(?:typing\.)?NewType\(\s*["']\w+["']\s*,\s*([\w.[\], ]+?)\s*\)|([A-Za-z_][\w.]*(?:\[[^\]\n]*\])?))\s*(?:#.*)?$/gm;
const TEXTS = /^\|?\s*(?:(['"])[^'"]*\1\s*(?:\|\s*|$))+$/;

const known = new WeakMap<SourceModule, ReadonlyMap<string, string>>();

/** What the aliases of types that a file declares stand for, as it is written there. */
function declaredIn(module: SourceModule): ReadonlyMap<string, string> {
  let found = known.get(module);
  if (found === undefined) {
    const all = new Map<string, string>();
    for (const [, name = '', first, second] of module.text.matchAll(
      module.language.indented ? PYTHON : SCRIPT,
    )) {
      const text = (first ?? second ?? '').trim();
      all.set(name, TEXTS.test(text) ? 'string' : text);
    }
    found = all;
    known.set(module, found);
  }
  return found;
}

/** What a name of a type stands for in a file or, where that says nothing, in those beside it; undefined where it is no alias. */
export function aliasOf(name: string, module: SourceModule): string | undefined {
  for (const file of [module, ...module.neighbours]) {
    const text = declaredIn(file).get(name);
    if (text !== undefined) return text;
  }
  return undefined;
}

import { leavesEarly, type Sense, sensesIn, wordsFor } from '../../loop/senses.ts';
import type { Replacement } from '../../loop/types.ts';
import { documentationOf } from '../../syntax/documentation.ts';
import { functionOf } from './shapes.ts';
import type { SourceModule } from './source-module.ts';
import { above, type SyntaxNode } from './tree.ts';

/** How much likelier an edit is that does what the words near it ask for: fitted with SUSPICION of generate.ts. */
const ASKED = 2.5;

/** What the documentation of a function, of those around it and of their class asks for, and the names of the failing tests. */
export class Asked {
  readonly #wanted: string;
  readonly #known = new Map<SyntaxNode, readonly Sense[]>();

  /** @param wanted the names of the failing tests */
  constructor(wanted: string) {
    this.#wanted = wanted;
  }

  /** The factor for an edit in a function: ASKED where it does what is asked for, its inverse where it takes that away. */
  weight(scope: SyntaxNode, replacements: readonly Replacement[], module: SourceModule): number {
    const senses = this.#sensesOf(scope, module);
    if (senses.length === 0) return 1;
    const { text } = module;
    // A changed operator is known by its neighbours.
    const sides = replacements.map(({ start, end, text: put }) => {
      const before = text.slice(Math.max(0, start - 1), start);
      return [`${before}${text.slice(start, end + 1)}`, `${before}${put}${text.slice(end, end + 1)}`];
    });
    const [removed = '', added = ''] = [0, 1].map((side) => sides.map((each) => each[side]).join('\n'));
    return ASKED ** wordsFor(senses, removed, added, () => leavesEarly(linesAround(replacements, text)));
  }

  #sensesOf(scope: SyntaxNode, module: SourceModule): readonly Sense[] {
    let senses = this.#known.get(scope);
    if (senses === undefined) {
      senses = sensesIn([this.#wanted, ...documentation(scope, module)].join('\n'));
      this.#known.set(scope, senses);
    }
    return senses;
  }
}

function* documentation(scope: SyntaxNode, module: SourceModule): Generator<string> {
  if (scope === module.root) return;
  for (let at: SyntaxNode | undefined = scope; at !== undefined; at = functionOf(at, module))
    yield documentationOf(module.text, at.start, at.end);
  const holder = above(scope, module.language.classes);
  if (holder !== undefined) yield documentationOf(module.text, holder.start, holder.end);
}

/** The lines that an edit stands in, and the one after them. */
function linesAround(replacements: readonly Replacement[], text: string): string {
  const start = Math.min(...replacements.map((each) => each.start));
  const end = Math.max(...replacements.map((each) => each.end));
  const last = text.indexOf('\n', text.indexOf('\n', end) + 1);
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, last === -1 ? undefined : last);
}

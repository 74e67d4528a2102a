import type { Situation, Sources, Suspect } from '../../loop/ports.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Idea } from './idea.ts';
import { inOrder, keyOf, normalForm } from './normal-form.ts';
import { isProtected } from './protected-files.ts';
import { functionOf } from './shapes.ts';
import { readModule, type SourceModule } from './source-module.ts';
import { TEMPLATES } from './templates.ts';
import { descend, type SyntaxNode } from './tree.ts';
import { templateWeight } from './weigh.ts';

/** Single edits kept for one episode. */
const MOST_IDEAS = 1500;

/** Every single edit that a template has for the suspects, best first, each result once. */
export async function generate(
  situation: Situation,
  { sources, syntax }: { readonly sources: Sources; readonly syntax: Syntax },
): Promise<readonly Idea[]> {
  const ideas = new Map<string, Idea>();
  for (const [path, suspects] of byFile(situation.suspects)) {
    if (isProtected(path, situation)) continue;
    const text = sources.read(path);
    const module = text === undefined ? undefined : await readModule(path, text, syntax);
    if (module === undefined) continue;
    for (const idea of ideasIn(module, suspects, situation)) {
      const known = ideas.get(idea.key);
      if (known === undefined || known.weight < idea.weight) ideas.set(idea.key, idea);
    }
  }
  const order = (a: Idea, b: Idea): number => b.weight - a.weight || (a.key < b.key ? -1 : 1);
  return crowded([...ideas.values()], situation)
    .toSorted(order)
    .slice(0, MOST_IDEAS);
}

/**
 * A template that fits in many places says less about each: its weight is divided by the root of their number,
 * half-way between giving each template the same mass and giving each edit the same.
 */
function crowded(ideas: readonly Idea[], situation: Situation): readonly Idea[] {
  const mass = new Map<string, number>();
  for (const { template, suspect, weight } of ideas) {
    mass.set(template, (mass.get(template) ?? 0) + (suspect.score > 0 ? weight / suspect.score : 0));
  }
  return ideas.map((idea) => {
    const places = Math.max(1, (mass.get(idea.template) ?? 0) / templateWeight(idea.template, situation));
    return { ...idea, weight: idea.weight / Math.sqrt(places) };
  });
}

function byFile(suspects: readonly Suspect[]): ReadonlyMap<string, readonly Suspect[]> {
  const files = new Map<string, Suspect[]>();
  for (const suspect of suspects) {
    const known = files.get(suspect.path);
    if (known === undefined) files.set(suspect.path, [suspect]);
    else known.push(suspect);
  }
  return files;
}

function* ideasIn(module: SourceModule, suspects: readonly Suspect[], situation: Situation): Generator<Idea> {
  const line = lineCounter(module.text);
  const tables = Object.entries(TEMPLATES).map(([name, { propose }]) => {
    return { name, propose, weight: templateWeight(name, situation) };
  });
  for (const node of descend(module.root)) {
    if (!node.named) continue;
    const suspect = mostSuspicious(node, suspects);
    if (suspect === undefined) continue;
    const scope = functionOf(node, module) ?? module.root;
    for (const { name, propose, weight } of tables) {
      for (const change of propose(node, module)) {
        const replacements = inOrder(change.replacements);
        const normal = replacements === undefined ? undefined : normalForm(module.text, replacements);
        const total = suspect.score * weight * change.natural;
        if (replacements === undefined || normal === undefined || !(total > 0)) continue;
        const key = keyOf(module.path, normal);
        const { path, text } = module;
        yield {
          path,
          text,
          template: name,
          replacements,
          label: change.label,
          line: line(normal.start),
          scope,
          suspect,
          weight: total,
          key,
        };
      }
    }
  }
}

function mostSuspicious(node: SyntaxNode, suspects: readonly Suspect[]): Suspect | undefined {
  let best: Suspect | undefined;
  for (const suspect of suspects) {
    if (suspect.start > node.start || suspect.end < node.end) continue;
    if (best === undefined || suspect.score > best.score) best = suspect;
  }
  return best;
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

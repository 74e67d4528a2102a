import type { Suspect } from '../../loop/ports.ts';
import type { Asked } from './asked.ts';
import { evidenceWeight } from './evidence-weight.ts';
import { HABIT, raisedByHabits, UNHEARD_OF } from './habits.ts';
import type { Sketch } from './idea.ts';
import { inOrder, keyOf, normalForm, squeezed } from './normal-form.ts';
import { functionOf } from './shapes.ts';
import type { Change, Failure, SourceModule, Template } from './source-module.ts';
import { TEMPLATES } from './templates.ts';
import { descend, type SyntaxNode } from './tree.ts';
import { unusedWeight } from './unused.ts';

/** Ideas of one suspect that are kept. */
const MOST_OF_ONE = 12_000;

/** How much more apart edits of one template are than it says itself; fitted with SUSPICION. */
const FORM = 1.3;

/**
 * How far what a template finds in one place shares the mass that the template has there: 0 gives each edit the same, 1 each
 * template. Fitted with SUSPICION as well.
 */
const SHARED = 0.65;

const none: Template = () => [];

/** What is known beside the code. */
interface Known {
  readonly habit?:
    | { readonly weights: Parameters<typeof raisedByHabits>[1]; readonly template: Template }
    | undefined;
  readonly failures: readonly Failure[];
  readonly asked: Asked;
}

/** A change that a template proposes, before its weight is known. */
interface Draft {
  readonly idea: Omit<Sketch, 'weight' | 'plain'>;
  readonly template: string;
  readonly natural: number;
  /** The best that a template has it for which knows nothing of what was learned. */
  readonly unlearned?: { readonly template: string; readonly natural: number } | undefined;
}

/**
 * What a template proposes at one place. Where it meets code that nobody thought of, it loses this place, and not the whole
 * search.
 */
function* unlessItStumbles(changes: Iterable<Change>): Generator<Change> {
  try {
    yield* changes;
  } catch {
    // The tests run every template over whole projects, where none may stumble.
  }
}

/**
 * What some templates propose inside one suspect, where no other suspect is more suspicious. A weight is suspicion
 * times the template's posterior times how natural the edit is for it, the last divided by a power of what the template
 * finds in the same suspect.
 */
export function expand(
  module: SourceModule,
  suspect: Suspect,
  ofFile: readonly Suspect[],
  templates: readonly string[],
  posteriors: ReadonlyMap<string, number>,
  { habit, failures, asked }: Known,
): readonly Sketch[] {
  const drafts = new Map<string, Draft>();
  const line = lineCounter(module.text);
  const found = new Map<string, number>();
  for (const node of assigned(module, ofFile).get(suspect) ?? []) {
    const scope = functionOf(node, module) ?? module.root;
    for (const name of templates) {
      const propose = TEMPLATES[name]?.propose ?? (name === HABIT ? habit?.template : undefined) ?? none;
      for (const change of unlessItStumbles(propose(node, module, failures))) {
        const replacements = inOrder(change.replacements);
        const normal = replacements === undefined ? undefined : normalForm(module.text, replacements);
        if (replacements === undefined || normal === undefined || !(change.natural > 0)) continue;
        const key = keyOf(module.path, squeezed(module.text, normal));
        found.set(name, (found.get(name) ?? 0) + change.natural);
        const known = drafts.get(key);
        const of = (each: { readonly template: string; readonly natural: number }): number =>
          each.natural * (posteriors.get(each.template) ?? 0);
        const own = { template: name, natural: change.natural };
        const before = known?.unlearned;
        const unlearned = name === HABIT || (before !== undefined && of(before) >= of(own)) ? before : own;
        if (known !== undefined && of(known) >= of(own)) {
          drafts.set(key, { ...known, unlearned });
          continue;
        }
        const { path, text } = module;
        const { label } = change;
        const idea = {
          path,
          text,
          template: name,
          replacements,
          label,
          line: line(normal.start),
          scope,
          suspect,
          accident: change.accident ?? TEMPLATES[name]?.accident ?? 1,
          ...(change.slip === undefined ? {} : { slip: change.slip }),
          key,
        };
        drafts.set(key, { idea, ...own, unlearned });
      }
    }
  }
  const priorOf = ({ template, natural }: { readonly template: string; readonly natural: number }): number =>
    (suspect.score * (posteriors.get(template) ?? 0) * natural ** FORM) /
    Math.max(1, found.get(template) ?? 1) ** SHARED;
  const ideas = [...drafts.values()].map((draft): Sketch => {
    const { idea, unlearned } = draft;
    const prior = priorOf(draft);
    const reads = unusedWeight(idea.scope, idea.replacements, module);
    const words = asked.weight(idea.scope, idea.replacements, module);
    const plain = prior * reads * words * evidenceWeight(idea);
    const before =
      unlearned === undefined ? UNHEARD_OF : prior > 0 ? Math.min(1, priorOf(unlearned) / prior) : 1;
    return { ...idea, plain, unlearned: plain * before, weight: plain };
  });
  const raised = habit === undefined ? ideas : raisedByHabits(ideas, habit.weights);
  const kept = raised.filter(({ weight }) => weight > 0);
  if (kept.length <= MOST_OF_ONE) return kept;
  return kept.toSorted((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1)).slice(0, MOST_OF_ONE);
}

const assignments = new WeakMap<readonly Suspect[], ReadonlyMap<Suspect, readonly SyntaxNode[]>>();

/** The nodes of each suspect: those that lie inside it, and inside none that is more suspicious. */
function assigned(
  module: SourceModule,
  suspects: readonly Suspect[],
): ReadonlyMap<Suspect, readonly SyntaxNode[]> {
  const known = assignments.get(suspects);
  if (known !== undefined) return known;
  const nodes = new Map<Suspect, SyntaxNode[]>();
  for (const node of descend(module.root)) {
    const suspect = node.named ? mostSuspicious(node, suspects, module) : undefined;
    if (suspect === undefined) continue;
    const list = nodes.get(suspect);
    if (list === undefined) nodes.set(suspect, [node]);
    else list.push(node);
  }
  assignments.set(suspects, nodes);
  return nodes;
}

const heads = new WeakMap<SyntaxNode, number>();

/** Where a node ends when the blocks that it holds are left out: a suspect is often the head of a loop or branch. */
function headEnd(node: SyntaxNode, module: SourceModule): number {
  let end = heads.get(node);
  if (end === undefined) {
    end = node.end;
    for (const child of node.children) {
      if (module.language.blocks.has(child.type) && node !== module.root) {
        end = Math.min(end, child.start);
        break;
      }
      const inner = headEnd(child, module);
      if (inner < child.end) {
        end = inner;
        break;
      }
    }
    // White space before the block is not part of the head.
    while (end > node.start && end < node.end && /[\s{]/.test(module.text[end - 1] ?? '')) end -= 1;
    heads.set(node, end);
  }
  return end;
}

function mostSuspicious(
  node: SyntaxNode,
  suspects: readonly Suspect[],
  module: SourceModule,
): Suspect | undefined {
  let best: Suspect | undefined;
  const end = headEnd(node, module);
  for (const suspect of suspects) {
    if (suspect.start > node.start || suspect.end < end) continue;
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

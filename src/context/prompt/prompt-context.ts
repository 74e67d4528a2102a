import type { Situation } from '../../loop/ports.ts';
import type {
  OmittedPart,
  PackedParts,
  PromptContext,
  PromptPart,
  Sources,
  TypeChecker,
} from '../../loop/rooms.ts';
import { hidingOf, visibleSources } from '../ignore/hidden.ts';
import type { MapQuery } from '../map/rank.ts';
import type { RepositoryMap } from '../map/repository-map.ts';
import { packParts } from '../pack/pack.ts';
import { estimateTokens } from '../pack/tokens.ts';
import { readRules } from '../rules/rule-files.ts';
import { foundParts } from './found-parts.ts';
import { queryOf } from './query.ts';

interface PromptContextOptions {
  readonly sources: Sources;
  readonly redact: (text: string) => string;
  /** Read when the first prompt is made; without it nothing is looked for beyond what a skill brings. */
  readonly map?: RepositoryMap;
  /** The text of `.git/info/exclude`: what a person keeps out of one clone is kept out of prompts. */
  readonly exclude?: string;
  /** Tells where the names of a file lead; asked for the few files that matter most, since it may have to check them. */
  readonly typeChecker?: Pick<TypeChecker, 'members'> | undefined;
}

/** What rule files are worth at most, against the first suspect's 1. */
const RULE_VALUE = 0.7;
/** The share of the budget that rule files may take together. */
const RULES_SHARE = 0.15;
const RULE_LINES_TOKENS = 400;
/** Files whose names a language service is asked for, in workspaces of at most so many: it checks them on this thread. */
const REFINED = 6;
const REFINED_WORKSPACE = 2000;

/** Chooses what prompts show. The map is read once, when it is first needed: an embedded run needs none. */
export function createPromptContext({
  sources,
  redact,
  map,
  exclude,
  typeChecker,
}: PromptContextOptions): PromptContext {
  const hiding = hidingOf(sources, exclude);
  const visible = remembered(visibleSources(sources, hiding));
  // Of whole files: a piece of a key has no shape by which it is known. Lines stay where they are.
  const clean = redacted(visible, redact);
  const refined = new Set<string>();
  let ready: Promise<unknown> | undefined;
  return {
    sources: visible,
    tokensOf: estimateTokens,
    redact,
    async gather(situation, parts, budget, signal): Promise<PackedParts> {
      ready ??= map?.refresh(visible, signal);
      await ready;
      // A cancelled reading is begun again by the next prompt, if there is one.
      if (signal.aborted) ready = undefined;
      const query = queryOf(situation);
      const unsure = refinable(query, visible).filter((path) => !refined.has(path) && refined.add(path));
      map?.refine(unsure, (path) => typeChecker?.members?.(path));
      const hidden: OmittedPart[] = [];
      const own = parts.filter((part) => {
        const paths = 'code' in part ? [part.code.path] : (part.quotes ?? []);
        const by = paths.map(hiding).find((list) => list !== undefined);
        if (by !== undefined) hidden.push({ source: part.source, tokens: 0, why: `hidden by ${by}` });
        return by === undefined;
      });
      const shown = own.flatMap((part) => ('code' in part ? [{ heading: part.heading, ...part.code }] : []));
      const added = [
        ...ruleParts(situation, clean, budget),
        ...(map === undefined ? [] : foundParts(map.rank(query), clean, budget, shown)),
      ];
      const { blocks, omitted } = packParts(inOrder(own, added), clean, redact, budget);
      return { blocks, omitted: [...hidden, ...inSum(omitted)] };
    },
  };
}

/** The places that a language service is worth asking for: the most important ones, where it answers in a moment. */
function refinable({ places }: MapQuery, sources: Sources): readonly string[] {
  if (sources.list().length > REFINED_WORKSPACE) return [];
  const sorted = places.toSorted((a, b) => b.weight - a.weight);
  return [...new Set(sorted.map(({ path }) => path))].slice(0, REFINED);
}

/** The rules that concern the suspects; as data, for they come from the workspace. */
function ruleParts(
  { suspects, task, target }: Situation,
  sources: Sources,
  budget: number,
): readonly PromptPart[] {
  const focus = 'path' in task.focus && task.focus.path !== undefined ? [task.focus.path] : [];
  const concerned = [...new Set([...focus, ...suspects.map(({ path }) => path), ...target.files])];
  let room = RULES_SHARE * budget;
  return readRules(sources, concerned).flatMap(({ source, text, relevance }): PromptPart[] => {
    const size = Math.min(RULE_LINES_TOKENS, Math.floor(room));
    if (size < 40) return [];
    const tokens = Math.min(size, estimateTokens(text));
    room -= tokens;
    return [
      {
        source,
        heading: `Conventions of the project: ${source}`,
        data: true,
        value: RULE_VALUE * relevance,
        text: firstLines(text, size),
      },
    ];
  });
}

function firstLines(text: string, tokens: number): string {
  const lines: string[] = [];
  let used = 0;
  for (const line of text.split('\n')) {
    used += estimateTokens(line) + 1;
    if (used > tokens) return `${lines.join('\n')}\n(cut)`;
    lines.push(line);
  }
  return text;
}

/** Rules after the task, what was found after the skill's own code: the reader meets what matters in this order. */
function inOrder(own: readonly PromptPart[], added: readonly PromptPart[]): readonly PromptPart[] {
  const rules = added.filter((part) => part.heading.startsWith('Conventions'));
  const found = added.filter((part) => !rules.includes(part));
  const lastCode = own.findLastIndex((part) => 'code' in part);
  const split = lastCode >= 0 ? lastCode + 1 : Math.min(2, own.length);
  return [...own.slice(0, 1), ...rules, ...own.slice(1, split), ...found, ...own.slice(split)];
}

/** One line per source: a trace is read by people. */
function inSum(omitted: readonly OmittedPart[]): readonly OmittedPart[] {
  const sums = new Map<string, OmittedPart>();
  for (const part of omitted) {
    const known = sums.get(part.source);
    sums.set(part.source, known === undefined ? part : { ...known, tokens: known.tokens + part.tokens });
  }
  return [...sums.values()];
}

/** The list is asked for often and does not change within a snapshot. */
function remembered(sources: Sources): Sources {
  let list: readonly string[] | undefined;
  return {
    list: () => {
      list ??= sources.list();
      return list;
    },
    read: (path) => sources.read(path),
  };
}

function redacted(sources: Sources, redact: (text: string) => string): Sources {
  const texts = new Map<string, string | undefined>();
  return {
    list: () => sources.list(),
    read: (path) => {
      if (!texts.has(path)) {
        const text = sources.read(path);
        texts.set(path, text === undefined ? undefined : redact(text));
      }
      return texts.get(path);
    },
  };
}

import type { Sources } from '../../loop/rooms.ts';
import { boundedIgnore, names } from '../ignore/patterns.ts';
import { readFrontMatter } from './front-matter.ts';

/** What people of a project wrote down for assistants, from one file. Data, never an order to this program. */
export interface ProjectRule {
  readonly source: string;
  readonly text: string;
  /** 0..1: how surely it was meant for the files at hand. */
  readonly relevance: number;
}

/** Characters of one rule; what is longer is cut at a line. */
const LONGEST = 6000;
/** Files read at most, those of the nearest folders first, and rules given. */
const MOST_READ = 64;
const MOST = 24;
/** Patterns of one rule. */
const MOST_PATTERNS = 64;

const WHOLE_PROJECT =
  /^(?:AGENTS\.md|AGENT\.md|CLAUDE\.md|GEMINI\.md|CONVENTIONS\.md|\.cursorrules|\.windsurfrules|\.clinerules|\.roorules|\.goosehints|\.github\/copilot-instructions\.md|\.junie\/guidelines\.md)$/i;
const RULE_FOLDER =
  /^(?:\.cursor\/rules\/.+\.mdc?|\.clinerules\/.+\.(?:md|txt)|\.windsurf\/rules\/.+\.md|\.kilocode\/rules(?:-code)?\/.+\.(?:md|txt)|\.roo\/rules(?:-code)?\/.+\.(?:md|txt)|\.continue\/rules\/.+\.md|\.amazonq\/rules\/.+\.md|\.github\/instructions\/.+\.instructions\.md)$/i;
/** Also valid below the root, for the folder that they lie in. */
const NESTED = /(?:^|\/)(?:AGENTS|CLAUDE|GEMINI)\.md$|(?:^|\/)\.cursor\/rules\/[^/]+\.mdc?$/i;

/**
 * The rule files of the project that concern some files, the most relevant first; the same text is given once.
 * @param concerned paths of the files that are likely to be edited
 */
export function readRules(sources: Sources, concerned: readonly string[]): readonly ProjectRule[] {
  const seen = new Set<string>();
  return sources
    .list()
    .filter((path) => WHOLE_PROJECT.test(path) || RULE_FOLDER.test(path) || NESTED.test(path))
    .map((path) => ({ path, base: baseOf(path) }))
    .filter(({ base }) => base === '' || concerned.some((file) => file.startsWith(base)))
    .toSorted((a, b) => b.base.length - a.base.length || rankOf(a.path) - rankOf(b.path))
    .slice(0, MOST_READ)
    .flatMap(({ path, base }) => {
      const { text, relevance } = relevanceOf(base, sources.read(path) ?? '', concerned);
      return relevance === 0 || text.trim() === ''
        ? []
        : [{ source: path, text: cut(text.trim()), relevance }];
    })
    .toSorted((a, b) => b.relevance - a.relevance || (a.source < b.source ? -1 : 1))
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .slice(0, MOST);
}

/** The folder that a file speaks for, empty for all; `.cursor/rules` speaks for the folder that holds it. */
function baseOf(path: string): string {
  if (WHOLE_PROJECT.test(path) || RULE_FOLDER.test(path)) return '';
  return path.replace(/(?:^|\/)\.cursor\/.*$/, '/').replace(/[^/]*$/, '');
}

/** What is meant for the whole project is read before what may be meant for other files. */
const rankOf = (path: string): number => (WHOLE_PROJECT.test(path) ? 0 : 1);

function relevanceOf(
  base: string,
  content: string,
  concerned: readonly string[],
): { readonly text: string; readonly relevance: number } {
  const { fields, body } = readFrontMatter(content);
  const below = concerned.filter((file) => file.startsWith(base));
  const patterns = [fields.globs, fields.applyTo, fields.paths]
    .flatMap((value) => splitPatterns(value ?? ''))
    .slice(0, MOST_PATTERNS);
  if (patterns.length > 0) {
    const match = boundedIgnore(
      patterns
        .map((pattern) => (pattern.includes('/') ? `/${pattern.replace(/^\//, '')}` : pattern))
        .join('\n'),
    );
    const hit = below.some((file) => names(match, file.slice(base.length)));
    return { text: body, relevance: hit ? 0.95 : fields.alwaysApply === 'true' ? 0.8 : 0 };
  }
  // A Cursor rule that is neither always applied nor bound to files is offered by its description; we cannot ask.
  if (fields.alwaysApply === 'false') return { text: body, relevance: 0.2 };
  // The nearest folder says most.
  return { text: body, relevance: base === '' ? 0.8 : Math.min(1, 0.85 + 0.03 * base.split('/').length) };
}

/** `*.ts, src/**` or a list in YAML; a comma within braces separates nothing. */
function splitPatterns(value: string): string[] {
  return partsOf(value.replace(/^\[|\]$/g, ''))
    .slice(0, MOST_PATTERNS)
    .map((part) =>
      part
        .trim()
        .replace(/^-\s*/, '')
        .replace(/^["']|["']$/g, ''),
    )
    .flatMap(expandBraces)
    .filter((part) => part !== '' && !part.startsWith('!'))
    .slice(0, MOST_PATTERNS);
}

function partsOf(value: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of value) {
    if (character === '{') depth += 1;
    if (character === '}') depth = Math.max(0, depth - 1);
    if (character === '\n') depth = 0;
    if (character === '\n' || (character === ',' && depth === 0)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts;
}

/** `*.{ts,tsx}` is two patterns where braces are unknown; of very many the first are taken. */
function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined && done.length < MOST_PATTERNS; next = open.pop()) {
    const braces = /\{([^{}]*)\}/.exec(next);
    if (braces === null) {
      done.push(next);
      continue;
    }
    const [all, list = ''] = braces;
    const [before, after] = [next.slice(0, braces.index), next.slice(braces.index + all.length)];
    const choices = list.split(',').slice(0, MOST_PATTERNS);
    open.push(...choices.map((choice) => before + choice + after).toReversed());
  }
  return done;
}

function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  const end = text.lastIndexOf('\n', LONGEST);
  return `${text.slice(0, end > LONGEST / 2 ? end : LONGEST)}\n(cut: ${text.length} characters in all)`;
}

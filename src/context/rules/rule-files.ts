import ignore from 'ignore';
import type { Sources } from '../../loop/rooms.ts';
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
/** Files read at most. */
const MOST = 24;

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
    .flatMap((path) => {
      const { text, relevance } = relevanceOf(path, sources.read(path) ?? '', concerned);
      return relevance === 0 || text.trim() === ''
        ? []
        : [{ source: path, text: cut(text.trim()), relevance }];
    })
    .toSorted((a, b) => b.relevance - a.relevance || (a.source < b.source ? -1 : 1))
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .slice(0, MOST);
}

function relevanceOf(
  path: string,
  content: string,
  concerned: readonly string[],
): { readonly text: string; readonly relevance: number } {
  const { fields, body } = readFrontMatter(content);
  // The folder that a nested file speaks for; `.cursor/rules` speaks for the folder that holds it.
  const folder = path.replace(/(?:^|\/)\.cursor\/.*$/, '/').replace(/[^/]*$/, '');
  const base = WHOLE_PROJECT.test(path) || RULE_FOLDER.test(path) ? '' : folder;
  const below = concerned.filter((file) => file.startsWith(base));
  if (base !== '' && below.length === 0) return { text: body, relevance: 0 };
  const patterns = [fields.globs, fields.applyTo, fields.paths].flatMap((value) =>
    splitPatterns(value ?? ''),
  );
  if (patterns.length > 0) {
    const match = ignore().add(
      patterns.map((pattern) => (pattern.includes('/') ? `/${pattern.replace(/^\//, '')}` : pattern)),
    );
    const hit = below.some((file) => match.ignores(file.slice(base.length)));
    return { text: body, relevance: hit ? 0.95 : fields.alwaysApply === 'true' ? 0.8 : 0 };
  }
  // A Cursor rule that is neither always applied nor bound to files is offered by its description; we cannot ask.
  if (fields.alwaysApply === 'false') return { text: body, relevance: 0.2 };
  // The nearest folder says most.
  return { text: body, relevance: base === '' ? 0.8 : Math.min(1, 0.85 + 0.03 * base.split('/').length) };
}

/** `*.ts, src/**` or a list in YAML; a comma within braces separates nothing. */
function splitPatterns(value: string): string[] {
  return value
    .replace(/^\[|\]$/g, '')
    .split(/,(?![^{]*\})|\n/)
    .map((part) =>
      part
        .trim()
        .replace(/^-\s*/, '')
        .replace(/^["']|["']$/g, ''),
    )
    .flatMap(expandBraces)
    .filter((part) => part !== '' && !part.startsWith('!'));
}

/** `*.{ts,tsx}` is two patterns where braces are unknown. */
function expandBraces(pattern: string): string[] {
  const [all, list] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  if (all === undefined || list === undefined) return [pattern];
  return list.split(',').flatMap((part) => expandBraces(pattern.replace(all, part)));
}

function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  const end = text.lastIndexOf('\n', LONGEST);
  return `${text.slice(0, end > LONGEST / 2 ? end : LONGEST)}\n(cut: ${text.length} characters in all)`;
}

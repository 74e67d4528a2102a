import type { Mention } from '../loop/ports.ts';
import type { Survey, Task } from '../loop/types.ts';
import { wantedText } from '../loop/wanted.ts';
import { grammarOf } from '../syntax/syntax.ts';
import { barePath, type Named, readRequest } from './request.ts';
import { spectrumOf } from './spectrum.ts';
import { contentWords, readsForeign, stem, stemsOf, wordsOf } from './words.ts';
import type { Workspace } from './workspace.ts';

const FOUND_LIMIT = 5;
/** What a failing test reaches more weakly than this is not near it. */
const NEAR = 0.25;

/** What the request mentions, whether it exists here, and whether it is near what fails. */
export async function findMentions(
  workspace: Workspace,
  task: Task,
  survey: Survey,
): Promise<readonly Mention[]> {
  const named = readRequest(wantedText(task));
  if (named.length === 0) return [];
  const failure = await surroundings(workspace, survey);
  const foreign = readsForeign(wantedText(task));
  const mentions: Mention[] = [];
  const look = (item: Named): void => {
    const found = lookUp(workspace, item, survey);
    const nearFailure = isNear(failure, item, found);
    if (item.kind === 'quote' && found.length === 0 && !nearFailure) {
      // Words of a person, not of the project: each may still say what it is about.
      for (const text of contentWords(item.text)) look({ text, kind: 'word' });
      return;
    }
    if (mentions.some((mention) => mention.text === item.text)) return;
    // A word of another language that the code does not use is no sign that the request is out of place.
    const foreignWord = foreign || /[^\p{ASCII}]/u.test(item.text);
    if (item.kind === 'word' && foreignWord && found.length === 0 && !nearFailure) return;
    mentions.push({
      text: item.text,
      kind: item.kind === 'quote' ? 'symbol' : item.kind,
      found,
      nearFailure,
    });
  };
  for (const item of named) look(item);
  return mentions;
}

/** What is around the failures: texts that tell of them, names and files that they involve. */
interface Surroundings {
  readonly text: string;
  readonly stems: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
}

async function surroundings(workspace: Workspace, survey: Survey): Promise<Surroundings> {
  const ran = survey.tests;
  const failing = (ran?.results ?? []).filter((t) => t.status === 'failed' && !survey.flaky.includes(t.id));
  const errors = ran?.fileErrors ?? [];
  const spectrum = await spectrumOf(
    workspace,
    survey,
    failing,
    errors.map((e) => e.file),
  );
  const near = [...spectrum.reached.values()].filter((reached) => reached.strength >= NEAR);
  const names = new Set(
    near.flatMap(({ located: { definition: d } }) => [d.name, ...(d.owner === '' ? [] : [d.owner])]),
  );
  const files = new Set([
    ...failing.flatMap((t) => [t.file, ...t.frames.map((f) => f.path)]),
    ...errors.flatMap((e) => [e.file, ...e.frames.map((f) => f.path)]),
    ...survey.diagnostics.map((d) => d.path),
    ...near.map((reached) => reached.located.path),
  ]);
  const text = [
    ...failing.flatMap((t) => [t.name, t.message ?? '', t.expected ?? '', t.actual ?? '']),
    ...errors.map((e) => e.message),
    ...survey.diagnostics.flatMap((d) => [d.code, d.message]),
  ].join('\n');
  // Code that a failing test reaches counts with its local names and literals too.
  const code = near
    .filter(({ located: { definition } }) => definition.kind !== 'class')
    .map(({ located: { path, definition: d } }) => workspace.sources.read(path)?.slice(d.start, d.end) ?? '');
  const stems = stemsOf([text, ...names, ...[...files].map(baseName), ...code].join('\n'));
  return { text, stems, names, files };
}

function isNear(failure: Surroundings, item: Named, found: readonly string[]): boolean {
  if (item.kind === 'file') return found.some((place) => failure.files.has(place));
  if (item.kind === 'word') return failure.stems.has(stem(item.text));
  const text = item.text.replace(/\(.*\)$/s, '');
  const last = text.split(/\.|::/).at(-1) ?? text;
  if (item.kind === 'symbol' && failure.names.has(last)) return true;
  if (text.length > 2 && failure.text.includes(text)) return true;
  return (
    item.kind === 'symbol' && found.length > 0 && wordsOf(last).every((word) => failure.stems.has(stem(word)))
  );
}

function lookUp(workspace: Workspace, item: Named, survey: Survey): readonly string[] {
  const paths = workspace.sources.list();
  if (item.kind === 'file') {
    const path = barePath(item.text).replace(/\/$/, '');
    const ends = paths.filter((p) => p === path || p.endsWith(`/${path}`));
    const inside =
      ends.length > 0 ? ends : paths.filter((p) => p.startsWith(`${path}/`) || p.includes(`/${path}/`));
    const stems = paths.filter((p) => p.replace(/\.\w+$/, '').endsWith(path) && path.includes('/'));
    return (inside.length > 0 ? inside : stems).slice(0, FOUND_LIMIT);
  }
  if (item.kind === 'word') return workspace.filesWith(stem(item.text)).slice(0, FOUND_LIMIT);
  const inReport = [
    ...(survey.tests?.results ?? []).filter((t) => t.name.includes(item.text)).map((t) => t.file),
    ...survey.diagnostics.filter((d) => d.code === item.text).map((d) => `${d.path}:${d.line}`),
  ];
  const text = item.text.replace(/\(.*\)$/s, '');
  const wanted = item.kind === 'quote' ? item.text : (text.split(/\.|::/).at(-1) ?? text);
  const whole = new RegExp(
    `(?<![\\p{L}\\p{N}_$])${wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_$])`,
    'u',
  );
  const inCode: string[] = [];
  for (const path of paths) {
    if (inCode.length >= FOUND_LIMIT) break;
    if (grammarOf(path) === undefined) continue;
    const source = workspace.sources.read(path) ?? '';
    const at = source.includes(wanted) ? (whole.exec(source)?.index ?? -1) : -1;
    if (at >= 0) inCode.push(`${path}:${source.slice(0, at).split('\n').length}`);
  }
  return [...new Set([...inReport, ...inCode])].slice(0, FOUND_LIMIT);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

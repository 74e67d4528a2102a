import type { Situation } from '../../loop/ports.ts';
import type { Sources } from '../../loop/rooms.ts';
import type { Candidate, Critique, Focus, Place, Replacement, Step, Task } from '../../loop/types.ts';

const place = ({ path, line }: Place): string => `${path}:${line}`;
const indented = (text: string): string => text.trim().split('\n').slice(0, 12).join('\n    ');

/**
 * What a compiler or a runner says of a file; nothing where it may quote one that is not to be shown.
 * @param sources the files that may be shown
 */
function saidOf(path: string, message: string, sources: Sources): string {
  return sources.read(path) === undefined ? '(what is said of it may not be shown)' : indented(message);
}

/** What the person pointed at, as a line; empty for the whole workspace. */
export function focusText(focus: Focus, sources: Sources): string {
  if (focus.kind === 'workspace') return '';
  if (focus.kind === 'test') return `The test meant: ${[focus.path, focus.name].filter(Boolean).join(' > ')}`;
  if (focus.kind === 'diagnostic')
    return `The problem meant: ${focus.path}: ${saidOf(focus.path, focus.message, sources)}`;
  return `The file meant: ${focus.path}`;
}

/** What the person has told when asked; a question may be a model's, the answer is the person's. */
export function answersText({ answers = [] }: Task): string {
  return answers
    .map(({ question, answer }) => `Asked “${question}”, the person answered: ${answer}`)
    .join('\n');
}

/** The failures that define success, each with its message and where it came from. */
export function evidenceText({ survey, target }: Situation, sources: Sources): string {
  const tests = (survey.tests?.results ?? [])
    .filter((test) => target.tests.includes(test.id))
    .slice(0, 5)
    .map((test) => {
      const values = [
        test.expected === undefined ? '' : `\n    expected: ${indented(test.expected)}`,
        test.actual === undefined ? '' : `\n    actual: ${indented(test.actual)}`,
      ].join('');
      const at = test.frames.length === 0 ? '' : `\n    at ${test.frames.slice(0, 4).map(place).join(', ')}`;
      return `- test ${test.file} > ${test.name}\n    ${indented(test.message ?? 'failed')}${values}${at}`;
    });
  const files = (survey.tests?.fileErrors ?? [])
    .filter((error) => target.files.includes(error.file))
    .slice(0, 3)
    .map((error) => `- ${error.file} does not load: ${saidOf(error.file, error.message, sources)}`);
  const diagnostics = survey.diagnostics
    .filter((d) => target.diagnostics.includes(d.key))
    .slice(0, 8)
    .map((d) => `- ${d.path}:${d.line} ${d.code} ${saidOf(d.path, d.message, sources)}`);
  const rest = target.tests.length - tests.length;
  return [...diagnostics, ...files, ...tests, rest > 0 && tests.length > 0 ? `- and ${rest} more tests` : '']
    .filter((line) => line !== '')
    .join('\n');
}

/** Earlier candidates: the one to mend, the best and the worst, each with the evidence against it. */
export function attemptsText(
  { steps, fresh = false }: Situation,
  sources: Sources,
  repairs: string | undefined,
): string {
  if (steps.length === 0 || fresh) return '';
  const ranked = steps.toSorted((a, b) => b.reward.total - a.reward.total);
  const mended = steps.find((step) => step.candidate.id === repairs);
  const chosen = new Set([mended, ranked[0], ranked.at(-1)].filter((step) => step !== undefined));
  return [...chosen].map((step) => attemptText(step, sources)).join('\n\n');
}

/** One candidate, what it changes and what speaks against it. */
export function attemptText({ candidate, observation, critique, reward }: Step, sources: Sources): string {
  // A message about a file that may not be shown may quote it.
  const isShown = (path: string): boolean =>
    sources.read(path) !== undefined || candidate.edits.some((e) => e.kind === 'create' && e.path === path);
  const fell = observation.rungs.find((rung) => rung.status !== 'passed' && rung.status !== 'skipped');
  // Its title and what refused it may quote what it edits; that a rung fell may be said.
  const isTold = candidate.edits.every(({ path }) => isShown(path));
  const isDetailTold = isTold && observation.newDiagnostics.every(({ path }) => isShown(path));
  const evidence = isTold || critique?.place !== undefined ? evidenceOf(critique, sources) : '';
  const lines = [
    `${candidate.id} (reward ${reward.total.toFixed(2)}): ${isTold ? candidate.title : 'it edits what may not be shown'}`,
    ...candidate.edits.map((edit) => editText(edit, sources)),
    ...observation.newDiagnostics
      .slice(0, 3)
      .map((d) => `  new error: ${d.path}:${d.line} ${d.code} ${isShown(d.path) ? d.message : ''}`.trimEnd()),
    ...observation.tests
      .filter((test) => test.status === 'failed')
      .slice(0, 2)
      .map((test) => `  still fails: ${test.name}: ${indented(test.message ?? '')}`),
    ...observation.broken.slice(0, 3).map((id) => `  broke: ${id}`),
    evidence === '' ? '' : `  evidence: ${evidence}`,
    fell === undefined ? '' : `  ended at ${fell.rung}${isDetailTold ? `: ${fell.detail}` : ''}`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** What speaks against a candidate; nothing where it may quote a file that is not to be shown. */
export function evidenceOf(critique: Critique | undefined, sources: Sources): string {
  const { place, evidence = '' } = critique ?? {};
  return place !== undefined && sources.read(place.path) === undefined ? '' : evidence;
}

/** An edit as the lines before and after, a few of each. */
export function editText(edit: Candidate['edits'][number], sources: Sources): string {
  if (edit.kind === 'delete') return `  deleted ${edit.path}`;
  if (edit.kind === 'create') return `  created ${edit.path}:\n    ${indented(edit.text)}`;
  const text = sources.read(edit.path);
  // What may not be shown is not shown here either.
  if (text === undefined) return `  in ${edit.path}`;
  return [`  in ${edit.path}`, ...edit.replacements.slice(0, 4).map((r) => wholeLines(text, r))].join('\n');
}

/** A replacement as a person writes it: the lines before and after, whole, since a single character tells little. */
function wholeLines(text: string, { start, end, text: piece }: Replacement): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next < 0 ? text.length : next;
  const marked = (sign: string, lines: string): string[] =>
    lines
      .split(/\r\n|\n|\r/)
      .slice(0, 8)
      .map((line) => `    ${sign}${line}`);
  const after = text.slice(from, start) + piece + text.slice(end, to);
  return [...marked('-', text.slice(from, to)), ...marked('+', after)].join('\n');
}

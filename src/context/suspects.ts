import type { RecentChange, Suspect } from '../loop/ports.ts';
import type { Coverage } from '../loop/rooms.ts';
import type { Survey, Target, Task, TestResult } from '../loop/types.ts';
import type { Definition, Outline, Stretch } from '../syntax/outline.ts';
import { coverageSpectrum } from './coverage-spectrum.ts';
import { diagnosticClues } from './diagnostic-clues.ts';
import { faultHints } from './differences.ts';
import type { Evidence } from './evidence.ts';
import { faultProneness } from './fault-proneness.ts';
import { focusClue } from './focus.ts';
import { frameClues } from './frames.ts';
import { hintFit } from './hinted-code.ts';
import { judgeMeasured, judgeUnmeasured } from './judged.ts';
import { partsOf, pointersOf } from './parts.ts';
import { keyOf } from './reach.ts';
import { recencyClues } from './recency.ts';
import { mayHoldFault } from './source-files.ts';
import { type Spectrum, spectrumOf } from './spectrum.ts';
import { subjectClues } from './subject.ts';
import type { Workspace } from './workspace.ts';

const LIMIT = 400;
/** A suspect weaker than this costs more to try than it can give. */
const LEAST = 0.02;
/** The same against the most suspicious one, where it was measured what ran. */
const LEAST_MEASURED = 0.0005;
const REACH_WEIGHT = 0.6;
const IMPORTED_WEIGHT = 0.12;

/** What was measured and found out beside the texts of the workspace. */
interface Findings {
  readonly coverage: Coverage | undefined;
  readonly recent: readonly RecentChange[];
}

/**
 * Where the fault may lie. Without coverage, from what the texts tell; with it, from which statements the failing and
 * the passing tests ran, and the texts decide among those that ran alike.
 */
export async function findSuspects(
  workspace: Workspace,
  task: Task,
  survey: Survey,
  target: Target,
  findings: Findings,
): Promise<readonly Suspect[]> {
  const failing = (survey.tests?.results ?? []).filter((test) => target.tests.includes(test.id));
  const isTest = target.kind === 'failing-test';
  const spectrum = await spectrumOf(workspace, survey, failing, target.files);
  const failures = [
    ...failing,
    ...(survey.tests?.fileErrors ?? []).filter((error) => target.files.includes(error.file)),
  ];
  const diagnostics = survey.diagnostics.filter((d) => target.diagnostics.includes(d.key));
  const extra = new Set([
    ...failures.flatMap((f) => f.frames.map((place) => place.path)),
    ...diagnostics.map((d) => d.path),
    ...ranBy(findings.coverage, failing),
  ]);
  if ('path' in task.focus && task.focus.path !== undefined) extra.add(task.focus.path);
  if (target.kind === 'open-request')
    for (const path of workspace.sources.list().slice(0, LIMIT)) extra.add(path);
  const near = await workspace.load([...extra]);
  const frames = frameClues(workspace, failures);
  const subject = subjectClues(workspace, task, survey, failing);
  const clues = diagnosticClues(workspace, diagnostics);
  const recent = recencyClues(workspace, findings.recent);
  const hints = faultHints(failing);
  const pointers = pointersOf(failing);
  const coverage = isTest ? findings.coverage : undefined;
  const measured = coverageSpectrum(workspace, coverage, survey, failing, spectrum.methods);
  const paths = [...new Set([...spectrum.distance.keys(), ...near.keys()])].toSorted();
  const suspects: Suspect[] = [];
  for (const path of paths) {
    const text = workspace.sources.read(path);
    const outline = workspace.outline(path);
    if (text === undefined || outline === undefined) continue;
    if (target.kind !== 'diagnostic' && !mayHoldFault(path, text)) continue;
    const sites = target.kind === 'diagnostic' ? clues.places(path) : [];
    for (const stretch of [...outline.stretches, ...sites]) {
      const { start, end } = stretch;
      const around = aroundOf(outline, stretch);
      const code = text.slice(start, end);
      const stretched = {
        reasons: {
          reach: reachClue(path, around, spectrum),
          subject: subject.of(around, readerOf(path, around, spectrum), code),
          diagnostic: clues.of(path, stretch),
          frames: frames.of(path, stretch, around[0]?.name ?? ''),
          focus: focusClue(task, path, stretch),
          recent: recent.of(path, stretch),
        },
        proneness: target.kind === 'diagnostic' ? 1 : faultProneness(stretch, code),
        fit: isTest ? hintFit(hints, code) : 1,
        code,
      };
      const ran = measured?.of(path, outline, stretch);
      const { score, why } =
        measured === undefined ? judgeUnmeasured(stretched) : judgeMeasured(stretched, ran);
      if (measured === undefined && score < LEAST) continue;
      const symbol = around[0] === undefined ? '' : qualified(around[0]);
      const parts = isTest ? partsOf({ path, text, start, end }, ran, pointers) : undefined;
      suspects.push({
        path,
        start,
        end,
        score,
        symbol,
        why,
        ...(parts === undefined ? {} : { parts }),
        ...(isTest ? { hints } : {}),
      });
    }
  }
  return unique(measured === undefined ? suspects : scaled(suspects)).slice(0, LIMIT);
}

/** Files that failing tests went through. */
function ranBy(coverage: Coverage | undefined, failing: readonly TestResult[]): readonly string[] {
  return failing.flatMap(({ id }) => [...(coverage?.tests.get(id)?.keys() ?? [])]);
}

/** Scores against the highest; what is hopeless against it is left out. */
function scaled(suspects: readonly Suspect[]): readonly Suspect[] {
  const most = Math.max(...suspects.map(({ score }) => score), Number.MIN_VALUE);
  return suspects
    .map((suspect) => ({ ...suspect, score: Math.round((suspect.score / most) * 1e5) / 1e5 }))
    .filter(({ score }) => score >= LEAST_MEASURED);
}

/** The definitions around a stretch, the innermost first. */
function aroundOf(outline: Outline, stretch: Stretch): readonly Definition[] {
  return outline.definitions
    .filter((d) => d.start <= stretch.start && stretch.end <= d.end)
    .toSorted((a, b) => a.end - a.start - (b.end - b.start));
}

function qualified(definition: Definition): string {
  return definition.owner === '' ? definition.name : `${definition.owner}.${definition.name}`;
}

/** The function that reads a constant. */
function readerOf(path: string, around: readonly Definition[], spectrum: Spectrum): string {
  const [inner] = around;
  if (inner?.kind !== 'variable') return '';
  return spectrum.reached.get(keyOf({ path, definition: inner }))?.reader ?? '';
}

/** What reaches the stretch: a definition around it, or only an import of its file. */
function reachClue(path: string, around: readonly Definition[], spectrum: Spectrum): readonly Evidence[] {
  for (const [nesting, definition] of around.entries()) {
    const reached = spectrum.reached.get(keyOf({ path, definition }));
    if (reached === undefined || (definition.kind === 'class' && nesting > 0)) continue;
    const strength = REACH_WEIGHT * reached.strength * (0.35 + 0.65 * reached.ochiai) * 0.85 ** nesting;
    const how = reached.hops <= 1 ? 'used by' : `${reached.hops} calls from`;
    const tests = `${reached.failing} failing and ${reached.passing} passing tests`;
    return [{ strength, why: `\`${definition.name}\` is ${how} the failing test (${tests} reach it)` }];
  }
  const distance = spectrum.distance.get(path);
  if (distance === undefined) return [];
  // Code outside every definition runs when its file is imported; other code only if something unseen calls it.
  const strength = IMPORTED_WEIGHT * 0.7 ** distance * (around.length === 0 ? 1.5 : 1);
  return [{ strength, why: 'its file is imported by the failing test' }];
}

/** Sorted by score; of two suspects with the same range, the stronger. */
function unique(suspects: readonly Suspect[]): readonly Suspect[] {
  const seen = new Set<string>();
  return suspects
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start || a.end - b.end),
    )
    .filter(({ path, start, end }) => {
      const key = `${path}:${start}:${end}`;
      return seen.has(key) ? false : seen.add(key) !== undefined;
    });
}

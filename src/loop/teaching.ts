import { beliefKey } from './beliefs.ts';
import { type Episode, isAsking } from './episode.ts';
import { targetSignature } from './signature.ts';
import type { Behavior, BeliefUpdate, Candidate, Trigger } from './types.ts';

/** Verified fixes in one file from which on it is said that faults recur there. */
const RECURRING = 2;

/**
 * The behaviors that a verified success teaches: which part of a skill to try for this kind of failure, what the edit rewrites
 * where that may recur, and where faults recur. Only a contrast teaches: where nothing failed beside the success, nothing
 * was found out. A lesson that was learned before is strengthened by one more source, whether it was used or withheld.
 */
export function lessonsOf(episode: Episode, winner: Candidate): readonly Behavior[] {
  const passed = new Set(episode.finalists.map(({ candidate }) => candidate.id));
  if (!episode.steps.some(({ candidate }) => !passed.has(candidate.id))) return [];
  return [partLesson(episode, winner), idiomLesson(episode, winner), fileLesson(episode, winner)].flatMap(
    (lesson) => lesson ?? [],
  );
}

function partLesson(episode: Episode, winner: Candidate): Behavior | undefined {
  const { target, survey } = episode.situation;
  const [skill] = winner.skills;
  // Of an enumerating skill the part that worked is worth knowing; of a model, that it was asked at all.
  const prefer = isAsking(episode, skill) ? skill : winner.skills.at(-1);
  const signature = targetSignature(survey, target);
  if (prefer === undefined || signature === '') return undefined;
  const isError = target.kind === 'diagnostic';
  const trigger: Trigger = isError
    ? { taskKind: target.kind, code: signature }
    : { taskKind: target.kind, signature };
  const what = isError ? `the compiler reports ${signature}` : `a test fails with “${signature}”`;
  const part = prefer.slice(prefer.indexOf(':') + 1);
  return strengthened(episode, {
    name: `try-${slug(part)}-on-${slug(signature)}`,
    trigger,
    prefer,
    instruction: `When ${what}, try ${part} early. It was ${winner.title}.`,
  });
}

function idiomLesson(episode: Episode, { favours, title }: Candidate): Behavior | undefined {
  if (favours === undefined) return undefined;
  const { kind } = episode.situation.target;
  const idiom = ` ${favours.slice(favours.indexOf(':') + 1)} `;
  const [before = '', after = ''] = idiom.split(' → ').map((side) => side.trim());
  const what =
    before === ''
      ? `look early for where “${after}” is missing`
      : after === ''
        ? `look early for where “${before}” is too much`
        : `try “${after}” in place of “${before}” early`;
  return strengthened(episode, {
    name: `mend-${slug(`${before === '' ? 'missing' : before} ${after}`)}`,
    trigger: { taskKind: kind },
    prefer: favours,
    instruction: `When ${kind === 'diagnostic' ? 'there is a compile error' : 'a test fails'}, ${what}. It was ${title}.`,
  });
}

function fileLesson(episode: Episode, winner: Candidate): Behavior | undefined {
  const { target, beliefs } = episode.situation;
  const [path, ...others] = new Set(winner.edits.map((edit) => edit.path));
  if (path === undefined || others.length > 0) return undefined;
  const before = beliefs[beliefKey(target.kind, filePart(path))]?.success ?? 0;
  if (Math.round(before) + 1 < RECURRING) return undefined;
  return strengthened(episode, {
    name: `look-in-${slug(path)}`,
    trigger: { taskKind: target.kind },
    prefer: filePart(path),
    instruction: `Faults recur in ${path}; look there first.`,
  });
}

/**
 * How often a fault was in which file, so that it is known when one recurs.
 * @param right the chance that the winner is right
 */
export function fileUpdates(episode: Episode, winner: Candidate, right: number): readonly BeliefUpdate[] {
  const { kind } = episode.situation.target;
  return [...new Set(winner.edits.map(({ path }) => path))].map((path) => ({
    key: beliefKey(kind, filePart(path)),
    success: right,
    failure: 0,
    evidence: `the fault was in ${path}`,
  }));
}

function filePart(path: string): string {
  return `file:${path}`;
}

/** The behavior as it is known, with one more source; a new one on trial. */
function strengthened(
  { situation, withheld }: Episode,
  lesson: Pick<Behavior, 'name' | 'trigger' | 'instruction'> & { readonly prefer: string },
): Behavior {
  const known = [...situation.behaviors, ...withheld].find(
    (b) => b.prefer === lesson.prefer && same(b.trigger, lesson.trigger),
  );
  return {
    // Lessons whose first words are the same are told apart by what they favour and when.
    ...{ ...lesson, name: `${lesson.name}-${mark(JSON.stringify([lesson.trigger, lesson.prefer]))}` },
    status: 'trial',
    evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
    ...known,
    sources: [...(known?.sources ?? []), situation.task.id],
  };
}

function same(a: Trigger, b: Trigger): boolean {
  return (
    a.taskKind === b.taskKind && a.code === b.code && a.signature === b.signature && a.symbol === b.symbol
  );
}

function slug(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.slice(0, 5).join('-') || 'failure';
}

/** Four digits that differ for different texts, as a rule (FNV-1a). */
function mark(text: string): string {
  let h = 0x811c9dc5;
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return ((h ^ (h >>> 16)) & 0xffff).toString(16).padStart(4, '0');
}

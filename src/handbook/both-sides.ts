import type { HandbookConflict } from '../loop/learned.ts';
import type { TwoSides } from './conflict-marks.ts';
import { oneLine } from './field-text.ts';
import { behaviorsIn, type HandbookDocument, parseHandbook, writeBehaviors } from './markdown.ts';
import { mergeHandbooks } from './merge.ts';
import type { Section } from './section.ts';

/**
 * Both sides of a merge as one handbook: ours with what was merged, then the sections that only they have, to the letter.
 * `lost` are the lines of theirs that could not be taken over, each once. Where a section of one name can be merged by no
 * rule, because a side is not understood, there is no text, only the names of those sections.
 */
export function uniteSides(sides: TwoSides):
  | {
      readonly text: string;
      readonly conflicts: readonly HandbookConflict[];
      readonly lost: readonly string[];
    }
  | { readonly text?: undefined; readonly clashes: readonly string[] } {
  const ours = parseHandbook(sides.ours);
  const theirs = parseHandbook(sides.theirs);
  const mineOf = ({ name }: Section): readonly Section[] =>
    ours.sections.filter((each) => oneLine(each.name) === oneLine(name));
  const clashes = theirs.sections.filter((section) => {
    const mine = mineOf(section);
    const [first] = mine;
    const text = textOf(theirs, section);
    const isMerged = !section.repeated && section.behavior !== undefined && first?.behavior !== undefined;
    return first !== undefined && !isMerged && mine.every((each) => textOf(ours, each) !== text);
  });
  if (clashes.length > 0) return { clashes: [...new Set(clashes.map(({ name }) => name))] };
  const added = theirs.sections.filter((section) => mineOf(section).length === 0);
  const eol = ours.lines.find((line) => line.eol !== '')?.eol ?? '\n';
  const whole = added.reduce(
    (text, section) =>
      `${text.trim() === '' ? '' : text.trimEnd() + eol + eol}${textOf(theirs, section)}${eol}`,
    sides.ours,
  );
  const { behaviors, conflicts } = mergeHandbooks(behaviorsIn(ours), behaviorsIn(theirs));
  const text = writeBehaviors(parseHandbook(whole), behaviors, 'rewrite words');
  return { text, conflicts, lost: notIn(text, theirs) };
}

function textOf({ lines }: HandbookDocument, { start, end }: Section): string {
  return lines
    .slice(start, end)
    .map((line) => line.text + line.eol)
    .join('')
    .trimEnd();
}

/** Lines that stand only in the document and are neither an instruction nor a field, which are merged by their meaning. */
function notIn(text: string, { lines, sections }: HandbookDocument): readonly string[] {
  const kept = new Set(text.split('\n').map((line) => line.trim()));
  const merged = new Set(
    sections.flatMap(({ start, prose, fields }) => [
      ...[...lines.keys()].filter((at) => at >= start && at < prose && lines[at]?.opaque !== 'comment'),
      ...[...fields.values()].map(({ index }) => index),
    ]),
  );
  const left = lines.filter((line, at) => !merged.has(at) && !kept.has(line.text.trim()));
  return [...new Set(left.map((line) => line.text.trim()))];
}

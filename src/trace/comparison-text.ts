import type { Comparison } from '../loop/types.ts';
import { plural } from './layout.ts';

/** Characters of a difference that can still be read in a sentence. */
const LONGEST = 140;

/** What comparing the patches that pass has shown, as sentences; none while there is only one. */
export function comparisonText({ behaviours, inputs, differences, reason }: Comparison): readonly string[] {
  if (reason !== undefined || behaviours.length < 2) return [];
  const clusters = new Set(behaviours.map(({ cluster }) => cluster)).size;
  const [first] = differences;
  const head = `${behaviours.length} patches pass, run on ${plural(inputs, 'further input')}: `;
  if (clusters === 1 || first === undefined) return [`${head}all do the same`];
  const results = [...new Set(first.results.map(({ result }) => result))];
  const told = `${first.input} gives ${results.join(' or ')}`;
  // Whole records, cut off as they are, tell a person nothing.
  return [`${head}${clusters} behaviours${told.length > LONGEST ? '' : `; ${told}`}`];
}

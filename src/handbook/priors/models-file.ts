import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { NOTHING_LEARNED, type SamplingState } from '../../belief/sampling/state.ts';
import { learnFromSamples } from '../../loop/sampling.ts';
import { inTurn } from '../in-turn.ts';
import { formatSamplingState, parseSamplingState, takenIn } from '../sampling-state.ts';
import { notWritten, rewriteTextFile } from '../text-file.ts';
import { samplesFrom } from './fold.ts';
import { type PriorRecord, parsePriors } from './records.ts';

/*
 * `models.json` is replaced as a whole, so only by somebody whose turn it is. Who waits for a turn in vain leaves what was
 * learned beside it, in a file of its own; whoever has the next turn takes it in, and the file says so before that one is
 * removed, so that a kill in between makes nothing count twice.
 */

/** What is believed of models once these samples are in. Returns a sentence where they could not be kept. */
export function learnModels(file: string, records: readonly PriorRecord[]): string | undefined {
  const samples = records.filter(({ type }) => type === 'samples');
  if (samples.length === 0) return undefined;
  try {
    inTurn(file, (isAlone) => {
      if (isAlone) takeIn(file, samples);
      else writeFileAtomic.sync(besides(file, `${randomUUID()}.jsonl`), linesOf(samples));
    });
    return undefined;
  } catch (error) {
    return notWritten(file, error);
  }
}

function takeIn(file: string, samples: readonly PriorRecord[]): void {
  const left = leftBeside(file);
  rewriteTextFile(file, (text) => {
    const waiting = left.filter((name) => !takenIn(text ?? '').includes(name));
    const more = waiting.flatMap((name) => recordsAt(join(dirname(file), name)));
    return `${formatSamplingState(learned(stateIn(text), [...more, ...samples]), left)}\n`;
  });
  for (const name of left) rmSync(join(dirname(file), name), { force: true });
}

/** What is believed of models, with what waits to be taken in; undefined where nothing is. */
export function readModels(file: string): SamplingState | undefined {
  // First what waits: what is taken in meanwhile is then missing from neither.
  const left = leftBeside(file).map((name) => ({ name, records: recordsAt(join(dirname(file), name)) }));
  const text = textAt(file);
  const taken = takenIn(text ?? '');
  const waiting = left.flatMap(({ name, records }) => (taken.includes(name) ? [] : records));
  return waiting.length === 0 ? known(text) : learned(stateIn(text), waiting);
}

/** Forgets it, and what waits to be taken in. Returns a sentence where that cannot be done now. */
export function forgetModels(file: string): string | undefined {
  return inTurn(file, (isAlone) => {
    // Whoever has the turn has read it already, and would write it again.
    if (!isAlone)
      return `What is believed of models could not be forgotten: another window writes ${file}, or its folder cannot be written. Reset again in a moment.`;
    rmSync(file, { force: true });
    for (const name of leftBeside(file)) rmSync(join(dirname(file), name), { force: true });
    return undefined;
  });
}

function learned(state: SamplingState, records: readonly PriorRecord[]): SamplingState {
  return samplesFrom(records).reduce(learnFromSamples, state);
}

function stateIn(text: string | undefined): SamplingState {
  return known(text) ?? NOTHING_LEARNED;
}

function known(text: string | undefined): SamplingState | undefined {
  return text === undefined ? undefined : parseSamplingState(text);
}

const MARK = '.left-';

function besides(file: string, name: string): string {
  return `${file}${MARK}${name}`;
}

/** Names of what others left for whoever has the next turn. */
function leftBeside(file: string): readonly string[] {
  try {
    const begins = `${basename(file)}${MARK}`;
    return readdirSync(dirname(file))
      .filter((name) => name.startsWith(begins) && name.endsWith('.jsonl'))
      .toSorted();
  } catch {
    return [];
  }
}

function recordsAt(file: string): readonly PriorRecord[] {
  return parsePriors(textAt(file) ?? '').records;
}

function textAt(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function linesOf(records: readonly PriorRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

import { readFileSync, writeFileSync } from 'node:fs';
import { askHandbook, ownFigures, type Place } from '../engine/handbook.ts';
import { defaultStateFolder } from '../engine/state-folder.ts';
import type { HandbookAnswer, HandbookRequest } from '../loop/learned.ts';
import { cardText, figuresText } from '../trace/handbook-text.ts';
import type { HandbookArguments } from './handbook-arguments.ts';

/**
 * `credence handbook …`.
 * @param folder absolute, symbolic links resolved
 * @returns the exit code: 0 when it was done, 2 when it could not be
 */
export async function runHandbook(
  { ask, stateFolder, json }: HandbookArguments,
  folder: string,
): Promise<number> {
  const place: Place = { folder, stateFolder: stateFolder ?? defaultStateFolder(folder) };
  if (ask.do === 'figures') {
    const figures = await ownFigures(place);
    print(json ? JSON.stringify(figures) : figuresText(figures));
    return 0;
  }
  const request = requestOf(ask);
  if ('problem' in request) return complain(request.problem);
  const answer = await askHandbook(place, request);
  if (ask.do === 'export-file' && answer.text !== undefined) {
    try {
      writeFileSync(ask.file, answer.text, { flag: 'wx' });
    } catch (error) {
      return complain(
        `${ask.file} could not be written: ${reason(error)}. An existing file is never replaced.`,
      );
    }
  }
  if (json) print(JSON.stringify(answer));
  else tell(ask, answer);
  return answer.done ? 0 : 2;
}

function requestOf(
  ask: Exclude<HandbookArguments['ask'], { do: 'figures' }>,
): HandbookRequest | { readonly problem: string } {
  if (ask.do === 'export-file') return { do: 'export' };
  if (ask.do !== 'import-file') return ask;
  try {
    return { do: 'import', text: readFileSync(ask.file, 'utf8') };
  } catch (error) {
    return { problem: `${ask.file} could not be read: ${reason(error)}.` };
  }
}

function tell(ask: HandbookArguments['ask'], answer: HandbookAnswer): void {
  for (const complaint of answer.complaints) process.stderr.write(`${complaint}\n`);
  if (ask.do === 'export' && answer.text !== undefined) {
    print(answer.text.trimEnd());
    return;
  }
  if (ask.do === 'list') for (const card of answer.behaviors) print(`${cardText(card)}\n`);
  for (const { why } of answer.conflicts) print(why);
  if (answer.done) print(answer.message);
  else process.stderr.write(`credence: ${answer.message}\n`);
}

function complain(problem: string): number {
  process.stderr.write(`credence: ${problem}\n`);
  return 2;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'it is not there';
  if (code === 'EEXIST') return 'it is there already';
  return error instanceof Error ? error.message : String(error);
}

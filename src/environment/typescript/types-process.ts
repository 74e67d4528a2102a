import { createInterface } from 'node:readline';
import type { Diagnostic } from '../../loop/types.ts';
import { sendLine } from '../isolation/send-line.ts';
import { loadTypescript } from './load.ts';
import { NativeTypes } from './native-types.ts';
import { TypescriptChecker } from './type-checker.ts';
import { type FromTypes, type ToTypes, toTypes } from './types-messages.ts';
import { CopiedTexts } from './workspace-texts.ts';

/*
 * The process that holds a compiler. It reads requests from standard input, a line of JSON each, and writes one answer
 * for each, in order, on a channel of its own: what a compiler of the project prints never mixes in.
 */

/** What both kinds of compiler can tell. */
interface Teller {
  readonly name: string;
  diagnoseAll(
    paths: readonly string[],
    overlay?: ReadonlyMap<string, string | undefined>,
  ): Promise<ReadonlyMap<string, readonly Diagnostic[]>>;
  importersOf(path: string): Promise<readonly string[]>;
  includes(path: string): boolean | Promise<boolean>;
}

let teller: Teller | undefined;
let queue: Promise<void> = Promise.resolve();

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const message = toTypes.parse(JSON.parse(line));
    queue = queue.then(async () => sendLine(await answer(message)));
  })
  // Whoever asked is gone.
  .on('close', () => process.exit(0));

async function answer(message: ToTypes): Promise<FromTypes> {
  const { id } = message;
  const failed = (reason: string): FromTypes => ({ kind: 'failed', id, reason });
  try {
    if (message.kind === 'open') {
      teller = await open(message);
      return teller === undefined
        ? failed('no such compiler could be loaded')
        : { kind: 'opened', id, name: teller.name };
    }
    if (teller === undefined) return failed('no compiler is loaded');
    if (message.kind === 'importers')
      return { kind: 'paths', id, paths: [...(await teller.importersOf(message.path))] };
    if (message.kind === 'included') {
      const paths: string[] = [];
      for (const path of message.paths) if (await teller.includes(path)) paths.push(path);
      return { kind: 'paths', id, paths };
    }
    const texts = new Map(message.texts.map(([path, text]) => [path, text ?? undefined]));
    const found = await teller.diagnoseAll(message.paths, texts);
    return { kind: 'errors', id, found: [...found].map(([path, errors]) => [path, [...errors]]) };
  } catch (error) {
    // A compiler that gives up on some text is an answer, too.
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function open(message: Extract<ToTypes, { kind: 'open' }>): Promise<Teller | undefined> {
  const texts = new CopiedTexts(message.origin, message.copy, message.paths);
  const { compiler } = message;
  if (compiler.kind === 'native') return NativeTypes.open(compiler.folder, compiler.whose, texts);
  const loaded = loadTypescript(message.origin, compiler.own, compiler.fallback);
  return loaded === undefined ? undefined : new TypescriptChecker(loaded, texts);
}

import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { FromWorker, ToWorker } from '../protocol.ts';
import { Session } from './session.ts';
import { wireError } from './wire-error.ts';

/*
 * The process that keeps the project loaded. It reads requests from standard input and answers on file descriptor 3, so
 * that whatever the tests print mixes with neither.
 */
const ANSWERS = 3;

/** The project's code may ask to end the process; that ends the run and not what others are waiting for. */
class Exit extends Error {}

process.exit = ((code?: number) => {
  throw new Exit(`the code under test called process.exit(${code ?? ''})`);
}) as typeof process.exit;

let session: Session | undefined;

async function answer(request: ToWorker): Promise<FromWorker> {
  if (request.type === 'open') {
    try {
      session = await Session.open(request.facts);
      return { type: 'opened' };
    } catch (error) {
      return { type: 'opened', reason: wireError(error).message };
    }
  }
  if (session === undefined) throw new Error('nothing is open');
  switch (request.type) {
    case 'measure':
      session.measure(request);
      return { type: 'measured' };
    case 'keep':
      session.keep(request);
      return { type: 'kept' };
    case 'file':
      return session.file(request);
    case 'run':
      return session.run(request);
  }
}

function send(message: FromWorker): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(ANSWERS, bytes, at);
    } catch (error) {
      // The pipe is full until the other side has read.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

let queue: Promise<void> = Promise.resolve();
createInterface({ input: process.stdin }).on('line', (line) => {
  queue = queue.then(async () => send(await answer(JSON.parse(line) as ToWorker)));
});

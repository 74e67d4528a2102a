import { createInterface } from 'node:readline';
import { sendLine } from '../../isolation/send-line.ts';
import type { FromWorker, ToWorker } from '../protocol.ts';
import { Session } from './session.ts';
import { rememberRest } from './waiting.ts';
import { wireError } from './wire-error.ts';

/*
 * The process that keeps the project loaded. It reads requests from standard input and answers on a channel of its own,
 * so that whatever the tests print mixes with neither.
 */

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
      rememberRest();
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
    case 'names':
      session.places.declare(request.names);
      return { type: 'named' };
    case 'keep':
      return session.keep(request);
    case 'file':
      return session.file(request);
    case 'run':
      return session.run(request);
    case 'probe':
      return session.probe(request);
  }
}

let queue: Promise<void> = Promise.resolve();
createInterface({ input: process.stdin }).on('line', (line) => {
  queue = queue.then(async () => sendLine(await answer(JSON.parse(line) as ToWorker)));
});

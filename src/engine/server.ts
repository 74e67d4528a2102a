import { constants, setPriority } from 'node:os';
import { answerInquiry } from './answer.ts';
import { discover } from './discover.ts';
import { createEditorCalls } from './editor-calls.ts';
import { takeLessons } from './handbook.ts';
import { type FromEngine, type RunRequest, type ToEngine, toEngine } from './protocol.ts';
import { type Assets, type Finished, type Listener, runEpisode } from './run.ts';
import { Surfaces } from './surfaces.ts';

/** Finished episodes whose patch may still be accepted; older ones are forgotten. */
const REMEMBERED = 20;

/** How long cancelled runs may take to clean up when the engine is asked to go. */
const LEAVE_MS = 3000;

/**
 * The engine as a child process of the editor: takes requests over the process's channel, streams the trace, and
 * ends when the channel closes, so that it never outlives the editor.
 */
export function serve(assets: Assets): void {
  const running = new Map<string, AbortController>();
  const finished = new Map<string, Finished>();
  const send = (message: FromEngine): void => {
    if (process.connected) process.send?.(message);
  };

  const calls = createEditorCalls(send);
  const surfaces = new Surfaces(assets, send);
  // What nobody asked for must not slow down what somebody does; what it starts inherits this.
  if (process.argv.includes('--background')) setPriority(constants.priority.PRIORITY_LOW);

  const run = async (request: RunRequest): Promise<void> => {
    const controller = new AbortController();
    running.set(request.id, controller);
    try {
      const listener: Listener = {
        onEvent: (event) => send({ type: 'event', id: request.id, event }),
        onNotice: (message) => send({ type: 'notice', id: request.id, message }),
        editor: calls.channel(request.id),
      };
      const result = await runEpisode(request, assets, listener, controller.signal);
      finished.set(request.id, result);
      const oldest = finished.keys().next().value;
      if (finished.size > REMEMBERED && oldest !== undefined) finished.delete(oldest);
      const { episode, outcome, patch, diff, alternatives } = result;
      send({ type: 'finished', id: request.id, episode, outcome, patch, diff, alternatives });
    } catch (error) {
      send({
        type: 'failed',
        id: request.id,
        message: error instanceof Error ? error.message : String(error),
      });
    } finally {
      running.delete(request.id);
    }
  };

  const publish = async ({ id, of }: Extract<ToEngine, { type: 'accepted' }>): Promise<void> => {
    // Under way like a run: who leaves waits until it is written, which a model that words it must not hold up.
    const controller = new AbortController();
    const key = `accepted ${id}`;
    running.set(key, controller);
    try {
      const complaints =
        (await finished.get(id)?.publish(controller.signal)) ??
        (of === undefined ? await surfaces.accepted(id) : await takeLessons(of, of.episode));
      for (const message of complaints) send({ type: 'notice', id, message });
    } finally {
      running.delete(key);
    }
  };

  const find = async ({ id, server }: Extract<ToEngine, { type: 'discover' }>): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      send({ type: 'discovered', id, ...(await discover(server, controller.signal)) });
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      send({ type: 'discovered', id, servers: [], problem: `The models could not be listed: ${said}` });
    } finally {
      running.delete(id);
    }
  };

  const inquire = async (
    { id, inquiry }: Extract<ToEngine, { type: 'inquire' }>,
    signal: AbortSignal,
  ): Promise<FromEngine> => {
    const onNotice = (message: string): void => send({ type: 'notice', id, message });
    return { type: 'answered', id, answer: await answerInquiry(inquiry, assets, onNotice, signal) };
  };

  const answer = async (question: ToEngine): Promise<void> => {
    if (!('id' in question)) return;
    const { id } = question;
    const controller = new AbortController();
    const answered =
      question.type === 'inquire'
        ? inquire(question, controller.signal)
        : surfaces.answer(question, controller.signal);
    if (answered === undefined) return;
    running.set(id, controller);
    try {
      send((await answered) ?? { type: 'noted', id });
    } catch (error) {
      send({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      running.delete(id);
    }
  };

  process.on('message', (message: unknown) => {
    const parsed = toEngine.safeParse(message);
    // A message that is not ours cannot be answered: there is no id to answer to.
    if (!parsed.success) return;
    if (parsed.data.type === 'run') void run(parsed.data);
    if (parsed.data.type === 'cancel') running.get(parsed.data.id)?.abort();
    if (parsed.data.type === 'accepted') void publish(parsed.data);
    if (parsed.data.type === 'discover') void find(parsed.data);
    void answer(parsed.data);
    calls.receive(parsed.data);
  });
  const leave = async (): Promise<void> => {
    for (const controller of running.values()) controller.abort();
    // Cancelled runs clean up after themselves; give them a moment, then go.
    setTimeout(() => process.exit(0), LEAVE_MS).unref();
    while (running.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    process.exit(0);
  };
  process.on('disconnect', leave);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, leave);
}

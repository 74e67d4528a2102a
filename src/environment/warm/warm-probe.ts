import type { Sources } from '../../loop/rooms.ts';
import type { CancelSignal } from '../../loop/types.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Probed, ProbeRequest } from '../probe/wire-value.ts';
import { recording } from './call-points.ts';
import type { KnownTests } from './known-tests.ts';
import type { WireTexts } from './protocol.ts';
import { reasonOf, type WarmHost } from './warm-host.ts';

interface Parts {
  readonly host: WarmHost;
  readonly known: KnownTests;
  readonly sources: Sources;
  readonly syntax: Syntax;
}

/** Records the calls of a version's tests and runs inputs, in the process that candidates run in. */
export async function probeWarm(request: ProbeRequest, parts: Parts, signal: CancelSignal): Promise<Probed> {
  const texts = await recordingTexts(request, parts);
  const { inputs } = request;
  if (request.again !== true) return probeOnce(request, texts, inputs, parts, signal);
  const [first, second] = await Promise.all([
    probeOnce(request, texts, inputs, parts, signal),
    probeOnce(request, texts, inputs.toReversed(), parts, signal),
  ]);
  return { ...first, again: second.outcomes, longest: Math.max(first.longest, second.longest) };
}

/** The files of a version, which tell of their calls. */
async function recordingTexts(
  { texts, files }: ProbeRequest,
  { sources, syntax }: Parts,
): Promise<WireTexts> {
  const given: [string, string | null][] = [];
  for (const path of new Set([...files, ...texts.keys()])) {
    const text = texts.has(path) ? texts.get(path) : sources.read(path);
    if (text === undefined) given.push([path, null]);
    else
      given.push([path, (await syntax.withTree(path, text, (root) => recording(root, path, text))) ?? text]);
  }
  return given;
}

async function probeOnce(
  { wanted, tests, steps: most, enough, limitSeconds }: ProbeRequest,
  texts: WireTexts,
  inputs: ProbeRequest['inputs'],
  { host, known }: Parts,
  signal: CancelSignal,
): Promise<Probed> {
  const answer = await host.ask(
    {
      type: 'probe',
      id: host.nextId(),
      texts,
      files: known.plan(tests),
      wanted,
      inputs,
      steps: most,
      ...(enough === undefined ? {} : { enough }),
      limit: limitSeconds * 1000,
    },
    limitSeconds,
    signal,
  );
  const failed = (reason: string): Probed => ({
    status: 'could-not-run',
    calls: [],
    outcomes: [],
    steps: 0,
    longest: 0,
    reason,
  });
  if (typeof answer === 'string') return failed(answer);
  if (answer.kind !== 'answered' || answer.message.type !== 'probed') return failed(reasonOf(answer));
  const { calls, outcomes, steps, longest, reason } = answer.message;
  return reason === undefined
    ? { status: 'ran', calls, outcomes, steps, longest }
    : failed(host.roots.clean(reason));
}

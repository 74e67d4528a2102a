import * as z from 'zod/mini';
import type { ModelReply } from '../loop/rooms.ts';
import { type Complaint, complaintOf, saysFiltered, saysNoCredit, saysTooLong } from './complaint.ts';
import { waitAsked } from './retry.ts';
import type { Wire, WireProblem } from './wire.ts';

type Reason = Extract<ModelReply, { kind: 'failed' }>['reason'];

/** Why one attempt failed. */
export interface Failure {
  readonly reason: Reason;
  /** What happened and what to do next, for a person. */
  readonly message: string;
  /** Whether another attempt of the same request may do better. */
  readonly transient: boolean;
  /** Seconds the server asked to wait. */
  readonly wait?: number;
  readonly status?: number;
  /** What the server itself said; absent when it was not the server that refused. */
  readonly complaint?: Complaint;
  /** The request never reached a server, so nobody charges for it. */
  readonly unsent?: boolean;
}

/** Where the answer was to come from: the server's host, the model's name. */
interface Party {
  readonly where: string;
  readonly model: string;
}

/** An error as the client library throws it, seen through what we use of it. */
const thrown = z.object({
  status: z.optional(z.number()),
  headers: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
});

/** The tagged failure for whatever an attempt threw. */
export function failureOf(error: unknown, party: Party, wire: Wire): Failure {
  if (wire.problem !== undefined) return onTheWay(wire.problem, party);
  const seen = thrown.safeParse(error);
  const { status, headers, error: body } = seen.success ? seen.data : {};
  if (status !== undefined) {
    const raw = wire.refusal === '' ? JSON.stringify(body ?? '') : wire.refusal;
    const wait = headers instanceof Headers ? waitAsked(headers, Date.now()) : undefined;
    const failure = refused(status, complaintOf(raw), party, wait);
    return { ...failure, status, ...(wait === undefined ? {} : { wait }) };
  }
  if (error instanceof SyntaxError) return malformed(party.where, 'what it sent is not JSON');
  if (body !== undefined && body !== null) {
    const complaint = complaintOf(JSON.stringify({ error: body }));
    const message = `${party.where} broke off with an error.${quoted(complaint)} Try again later.`;
    return { reason: 'server-error', message, transient: true, complaint };
  }
  return unreachable(error, party.where);
}

/** The server answered with a status that says no. */
function refused(status: number, complaint: Complaint, party: Party, wait: number | undefined): Failure {
  const { where, model } = party;
  const quote = quoted(complaint);
  const make = (reason: Reason, message: string, transient = false): Failure => ({
    reason,
    message,
    transient,
    complaint,
  });
  if (status === 402 || ((status === 429 || status === 403) && saysNoCredit(complaint))) {
    const text = `${where} says that no credit is left (${status}).${quote} Add credit there, or choose another model.`;
    return make('no-credit', text);
  }
  if (status < 500 && saysFiltered(complaint)) {
    const text = `The content filter of ${where} withheld the answer (${status}).${quote} Word the request differently, or choose another model.`;
    return make('filtered', text);
  }
  if (status === 401 || status === 403) {
    // Who refuses a key tends to repeat it, so that its words are left out.
    const text = `${where} refused the API key (${status}). Set a valid key for ${model} and try again.`;
    return make('unauthorised', text);
  }
  if (status === 429) {
    const until = wait === undefined ? 'Wait a little' : `Wait ${Math.ceil(wait)} s`;
    const text = `${where} limits how often it answers (429).${quote} ${until}, or choose another model.`;
    return make('rate-limited', text, true);
  }
  if (status === 404) {
    const text = `${where} does not know the model ${model}, or the base URL is not an OpenAI-compatible one (404).${quote} Check both; the URL usually ends in /v1.`;
    return make('unknown-model', text);
  }
  if (status === 413 || (status < 500 && saysTooLong(complaint))) {
    const text = `The prompt does not fit the context of ${model} at ${where} (${status}).${quote} Load the model with a larger context, or choose another one.`;
    return make('too-long', text);
  }
  if (status === 408 || status === 409 || status >= 500) {
    const text = `${where} failed (${status}).${quote} Try again later, or look at the server's own log.`;
    return make('server-error', text, true);
  }
  return make(
    'server-error',
    `${where} refused the request (${status}).${quote} Check the model's name and its limits.`,
  );
}

/** The answer does not follow the protocol. */
export function malformed(where: string, what: string): Failure {
  return {
    reason: 'malformed',
    message: `${where} answered, but ${what}. Check that the base URL is that of an OpenAI-compatible server.`,
    transient: true,
  };
}

/** The answer ended before it was complete. */
export function cutShort(where: string): Failure {
  return {
    reason: 'malformed',
    message: `The connection to ${where} ended before the answer did. Try again; if it persists, look at the server's own log.`,
    transient: true,
  };
}

export function stalled(where: string, seconds: number, why: 'silence' | 'too-long'): Failure {
  const time = `${Number(seconds.toFixed(1))} s`;
  const what = why === 'silence' ? `fell silent for more than ${time}` : `was not done after ${time}`;
  const message = `${where} ${what}. Try again, or choose a faster model.`;
  return { reason: 'stalled', message, transient: true };
}

function onTheWay(problem: WireProblem, { where }: Party): Failure {
  if (problem.kind === 'redirect') {
    return {
      reason: 'unreachable',
      message: `${where} sends on to ${problem.to}, which was not followed, since your key and code would go there. If you trust it, set it as the base URL.`,
      transient: false,
    };
  }
  if (problem.kind === 'not-utf8') return malformed(where, 'what it sent is not UTF-8 text');
  const megabytes = (problem.bytes / 1024 / 1024).toFixed(0);
  return {
    ...malformed(where, `the answer was ended at ${megabytes} MB, more than was asked for`),
    transient: false,
  };
}

const NOT_FOUND: readonly (readonly [codes: RegExp, why: string, transient: boolean])[] = [
  [/^ECONNREFUSED$/, 'nothing listens there; start the server or correct the base URL', false],
  [/^ENOTFOUND$/, 'no such host; correct the base URL or check the network', false],
  [/^BAD_PORT$/, 'no web request may go to this port; let the server listen at another one', false],
  [/^(?:EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'no way leads there; check the network', false],
  [
    /^(?:EPROTO|ERR_SSL_.*)$/,
    'it does not speak TLS; write http:// in the base URL if that is meant, or ask who runs it',
    false,
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)|ERR_TLS_/,
    'its certificate is not trusted; correct the base URL, or name your certificate authority in NODE_EXTRA_CA_CERTS',
    false,
  ],
];

function unreachable(error: unknown, where: string): Failure {
  const codes = causes(error);
  if (codes.some((code) => /^(?:UND_ERR_SOCKET|ECONNRESET|EPIPE|HPE_.*)$/.test(code)))
    return { ...cutShort(where), reason: 'unreachable' };
  const known = NOT_FOUND.find(([pattern]) => codes.some((code) => pattern.test(code)));
  const [, why, transient] = known ?? [undefined, 'check the network and the base URL', true];
  const message = `Could not reach ${where}: ${why}.`;
  return { reason: 'unreachable', message, transient, unsent: known !== undefined };
}

/** Error codes along the chain of causes; a cut-off connection hides its code two levels down. */
function causes(error: unknown): string[] {
  const found: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 6; depth += 1) {
    if ('code' in at && typeof at.code === 'string') found.push(at.code);
    // The platform's list of ports that no web request may go to has no code.
    if (at.message === 'bad port') found.push('BAD_PORT');
    // Several addresses of one host fail together.
    if (at instanceof AggregateError) for (const each of at.errors) found.push(...causes(each));
    at = at.cause;
  }
  return found;
}

function quoted({ said }: Complaint): string {
  return said === '' ? '' : ` It said: “${said.replace(/[.\s]+$/, '')}”.`;
}

/** What went wrong with an answer on its way, seen where its bytes arrive. */
export type WireProblem =
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'not-utf8' }
  | { readonly kind: 'too-big'; readonly bytes: number };

/** One exchange, as far as the client library does not tell of it. */
export interface Wire {
  readonly fetch: typeof fetch;
  /** Whether the server has taken the request, so that it may charge for it. */
  readonly accepted: boolean;
  readonly problem: WireProblem | undefined;
  /** The body of a refusal, at most 64 KB. */
  readonly refusal: string;
  /** Lets go of an answer that was not read to its end. */
  close(): void;
}

const LONGEST_REFUSAL = 64 * 1024;

/**
 * `fetch` for one exchange. It reports every piece of a body as it arrives, keep-alive comments included; follows no
 * redirect, since the key and the code would go along; and lets nothing through that is not UTF-8, since the decoder
 * of the library would put other characters in place of what it cannot read, and these would end in somebody's code.
 * @param most bytes that an answer may have
 */
export function openWire(onBytes: () => void, most: number): Wire {
  const state: {
    accepted: boolean;
    problem: WireProblem | undefined;
    refusal: string;
    reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  } = { accepted: false, problem: undefined, refusal: '', reader: undefined };
  const fail = (problem: WireProblem): Error => {
    state.problem = problem;
    return new Error(problem.kind);
  };
  return {
    fetch: async (input, init) => {
      const response = await fetch(input, { ...init, redirect: 'manual' });
      const { status, statusText, headers } = response;
      if (status >= 300 && status < 400) {
        await response.body?.cancel();
        throw fail({ kind: 'redirect', to: originOf(headers.get('location'), response.url) });
      }
      if (response.body === null) return response;
      if (!response.ok) {
        state.refusal = await beginning(response.body, LONGEST_REFUSAL);
        return new Response(state.refusal, { status, statusText, headers });
      }
      state.accepted = true;
      const reader = response.body.getReader();
      state.reader = reader;
      const decoder = new TextDecoder('utf-8', { fatal: true });
      let bytes = 0;
      const body = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          const { done, value } = await reader.read();
          if (done) return controller.close();
          onBytes();
          bytes += value.byteLength;
          if (bytes > most) throw fail({ kind: 'too-big', bytes });
          try {
            decoder.decode(value, { stream: true });
          } catch {
            throw fail({ kind: 'not-utf8' });
          }
          controller.enqueue(value);
        },
        cancel: (reason) => reader.cancel(reason),
      });
      return new Response(body, { status, statusText, headers });
    },
    close: () => {
      // An answer that has ended, or that was cancelled on its way, has nothing left to cancel.
      void state.reader?.cancel().catch(() => {});
    },
    get accepted() {
      return state.accepted;
    },
    get problem() {
      return state.problem;
    },
    get refusal() {
      return state.refusal;
    },
  };
}

/** The first bytes of a body as text; the rest is not waited for. */
export async function beginning(body: ReadableStream<Uint8Array>, most: number): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
    if (bytes >= most) {
      // A connection that breaks just then is of no interest any more.
      void reader.cancel().catch(() => {});
      return text;
    }
  }
}

function originOf(location: string | null, base: string): string {
  if (location === null || !URL.canParse(location, base)) return 'an address that is none';
  return new URL(location, base).origin;
}

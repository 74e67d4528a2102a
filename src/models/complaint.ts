import * as z from 'zod/mini';
import { redact } from '../loop/redact.ts';

/** What a server said when it refused. */
export interface Complaint {
  /** One sentence or two, redacted, at most 200 characters; empty when it said nothing readable. */
  readonly said: string;
  /** All that it said, in lower case, for recognising what it is about. */
  readonly all: string;
}

const LONGEST = 200;

const text = z.string();
const shapes = z.union([
  z.object({ error: z.object({ message: text, code: z.unknown(), type: z.unknown() }) }),
  z.object({ error: z.object({ message: text }) }),
  z.object({ error: text }),
  z.object({ message: text }),
  // FastAPI's, which vLLM and other Python servers use for what their schema refuses.
  z.object({ detail: z.array(z.object({ msg: text, loc: z.array(z.unknown()) })) }),
  z.object({ detail: text }),
  text,
]);

/** Reads the body of a refusal: JSON in one of the usual forms, a page of HTML, or plain text. */
export function complaintOf(body: string): Complaint {
  const trimmed = body.trim();
  return { said: shortened(sentenceOf(trimmed)), all: trimmed.toLowerCase() };
}

/** Whether it says that the prompt does not fit the model's context. */
export function saysTooLong({ all }: Complaint): boolean {
  return /context_length_exceeded|exceed_context_size|context[ _](?:length|window|size)|maximum context|prompt is too long|too many (?:input )?tokens|reduce the length|input.{0,20}too long|max_model_len/.test(
    all,
  );
}

/** Whether it says that a content filter kept back the prompt or the answer. */
export function saysFiltered({ all }: Complaint): boolean {
  return /content_filter|content filter|content management policy|responsible ?ai|moderation|flagged/.test(
    all,
  );
}

/** Whether it says that no money or quota is left: waiting a moment does not help. */
export function saysNoCredit({ all }: Complaint): boolean {
  return /insufficient_quota|insufficient (?:credit|balance|fund)|exceeded your current quota|billing|payment required/.test(
    all,
  );
}

/** The size of the context in tokens, where the complaint names it. */
export function contextNamedIn({ all }: Complaint): number | undefined {
  const found =
    /"n_ctx"\s*:\s*(\d{3,8})/.exec(all) ??
    /(?:context (?:length|window|size)|maximum context)[^\d]{0,40}?(\d{3,8})/.exec(all) ??
    /(\d{3,8}) tokens?[^.]{0,30}(?:maximum|limit)/.exec(all);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

function sentenceOf(body: string): string {
  if (/^(?:<!doctype|<html|<\?xml|<head|<body)/i.test(body)) {
    const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body.slice(0, 20_000))?.[1] ?? '';
    return title.trim() === '' ? 'a web page' : `a web page titled ${title.trim()}`;
  }
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return body;
  }
  const seen = shapes.safeParse(Array.isArray(json) ? json[0] : json);
  if (!seen.success) return '';
  const { data } = seen;
  if (typeof data === 'string') return data;
  if ('message' in data) return data.message;
  if ('error' in data) return typeof data.error === 'string' ? data.error : data.error.message;
  if (typeof data.detail === 'string') return data.detail;
  return data.detail.map(({ msg, loc }) => `${loc.at(-1)}: ${msg}`).join('; ');
}

function shortened(raw: string): string {
  // Redacted before it is cut: the half of a key would not be known for one.
  const whole = redact(
    raw
      .slice(0, LONGEST * 20)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST - 1)}…` : whole;
}

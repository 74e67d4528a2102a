import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  complaintOf,
  contextNamedIn,
  saysFiltered,
  saysNoCredit,
  saysTooLong,
} from '../../../src/models/complaint.ts';

describe('what a server said', () => {
  it.each([
    ['{"error":{"message":"No such model","type":"x","code":null}}', 'No such model'],
    ['{"error":"model not found"}', 'model not found'],
    ['{"object":"error","message":"bad","code":400}', 'bad'],
    ['{"detail":"Not Found"}', 'Not Found'],
    [
      '{"detail":[{"loc":["body","seed"],"msg":"extra fields not permitted"}]}',
      'seed: extra fields not permitted',
    ],
    ['[{"error":{"code":400,"message":"in a list"}}]', 'in a list'],
    ['<!doctype html><title> Bad\n Gateway </title>', 'a web page titled Bad Gateway'],
    ['<html><body>hello</body></html>', 'a web page'],
    ['upstream connect error', 'upstream connect error'],
    ['{"ok":false}', ''],
    ['', ''],
  ])('%s', (body, said) => {
    expect(complaintOf(body).said).toBe(said);
  });

  it('is short and without keys, whatever it is', () => {
    const body = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.json(),
      fc.string().map((text) => `<html>${text}`),
    );
    fc.assert(
      fc.property(body, (text) => {
        const { said } = complaintOf(text);
        expect(said.length).toBeLessThanOrEqual(200);
        expect(said).not.toMatch(/[\r\n]/);
      }),
    );
    const key = 'sk-abcdefghijklmnopqrstuvwxyz0123456789';
    expect(complaintOf(`${'x'.repeat(180)} ${key}`).said).not.toContain('sk-abc');
  });
});

describe('what it is about', () => {
  it.each([
    [
      'OpenAI',
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9021 tokens.",
      8192,
    ],
    ['vLLM', "'max_tokens' is too large: 500. This model's maximum context length is 4096 tokens", 4096],
    [
      'llama.cpp',
      '{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_prompt_tokens":900,"n_ctx":512}}',
      512,
    ],
    ['Anthropic', 'prompt is too long: 210000 tokens > 200000 maximum', undefined],
    [
      'LM Studio',
      'The number of tokens to keep from the initial prompt is greater than the context length',
      undefined,
    ],
  ])('%s says that the prompt is too long', (_who, body, size) => {
    const complaint = complaintOf(body);
    expect(saysTooLong(complaint)).toBe(true);
    if (size !== undefined) expect(contextNamedIn(complaint)).toBe(size);
  });

  it.each([
    'Invalid API key',
    "Unsupported parameter: 'seed'",
    'rate limit reached for requests',
    '',
    'token invalid',
  ])('“%s” says none of it', (body) => {
    const complaint = complaintOf(body);
    expect([saysTooLong(complaint), saysFiltered(complaint), saysNoCredit(complaint)]).toEqual([
      ...[false, false, false],
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyHeaders, readEndpoint } from '../../../src/models/endpoint.ts';

function endpoint(text: string) {
  const read = readEndpoint(text);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

describe('a base URL', () => {
  it.each([
    ['http://127.0.0.1:11434/v1', 'http://127.0.0.1:11434/v1', 'other'],
    [' http://localhost:11434/ ', 'http://localhost:11434/v1', 'other'],
    ['https://api.openai.com', 'https://api.openai.com/v1', 'openai'],
    ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1', 'openai'],
    ['https://openrouter.ai', 'https://openrouter.ai/api/v1', 'openrouter'],
    ['https://openrouter.ai/api/v1/', 'https://openrouter.ai/api/v1', 'openrouter'],
    ['https://r.openai.azure.com', 'https://r.openai.azure.com/openai/v1', 'azure'],
    ['https://r.services.ai.azure.com/openai/v1/', 'https://r.services.ai.azure.com/openai/v1', 'azure'],
    [
      'https://r.openai.azure.com/openai/deployments/d?api-version=2024-10-21',
      'https://r.openai.azure.com/openai/deployments/d',
      'azure',
    ],
    // A name that only looks like theirs gets no header of theirs.
    ['https://openai.azure.com.example.org', 'https://openai.azure.com.example.org/v1', 'other'],
    ['https://notopenrouter.ai/x', 'https://notopenrouter.ai/x', 'other'],
  ])('%s', (text, baseURL, kind) => {
    expect(endpoint(text)).toMatchObject({ baseURL, kind });
  });

  it('keeps its query apart, for each request', () => {
    expect(endpoint('https://r.openai.azure.com/openai/deployments/d?api-version=1').query).toEqual({
      'api-version': '1',
    });
  });

  it('tells what runs on this machine', () => {
    const local = ['http://127.0.0.1:1/v1', 'http://localhost/v1', 'http://[::1]:8000', 'http://127.8.9.1'];
    const remote = [
      'http://192.168.1.2:8000',
      'http://127.0.0.1.example.org',
      'http://localhost.example.org',
    ];
    expect(local.map((text) => endpoint(text).local)).toEqual(local.map(() => true));
    expect(remote.map((text) => endpoint(text).local)).toEqual(remote.map(() => false));
  });

  it('with a password is refused without showing it', () => {
    const read = readEndpoint('https://me:hunter2@example.org/v1');
    expect(read).toEqual({ problem: expect.stringMatching(/password for example\.org.*Set API Key/) });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });

  it('is read or refused in a sentence, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        const read = readEndpoint(text);
        if ('problem' in read) expect(read.problem).toMatch(/cannot be used/);
        else expect(new URL(read.baseURL).origin).toBe(read.origin);
      }),
    );
  });
});

describe('the key', () => {
  it('goes where each server looks for it, and nowhere when there is none', () => {
    expect(keyHeaders(endpoint('https://example.org'), 'k')).toEqual({ Authorization: 'Bearer k' });
    expect(keyHeaders(endpoint('https://r.openai.azure.com'), 'k')).toEqual({
      ...{ Authorization: null, 'api-key': 'k' },
    });
    expect(keyHeaders(endpoint('https://example.org'), undefined)).toEqual({ Authorization: null });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageLines } from '../../../src/environment/isolation/message-lines.ts';

/** Feeds bytes in pieces and tells what came out. */
function read(chunks: readonly Buffer[], limit = 1000) {
  const messages: unknown[] = [];
  const complaints: string[] = [];
  const lines = new MessageLines(
    (message) => messages.push(message),
    (reason) => complaints.push(reason),
    limit,
  );
  for (const chunk of chunks) lines.add(chunk);
  return { messages, complaints };
}

describe('lines of messages', () => {
  it('are read whole however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        fc.array(fc.nat({ max: 60 }), { maxLength: 20 }),
        (sent, cuts) => {
          const bytes = Buffer.from(sent.map((message) => `${JSON.stringify(message)}\n`).join(''));
          const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].toSorted(
            (a, b) => a - b,
          );
          const chunks = places.slice(1).map((to, index) => bytes.subarray(places[index], to));
          const { messages, complaints } = read(chunks, 1e6);
          expect(JSON.stringify(messages)).toBe(JSON.stringify(sent));
          expect(complaints).toEqual([]);
        },
      ),
    );
  });

  it('end at the first that is no JSON, and say which', () => {
    const { messages, complaints } = read([Buffer.from('{"a":1}\nnot json\n{"b":2}\n'), Buffer.from('1\n')]);
    expect(messages).toEqual([{ a: 1 }]);
    expect(complaints).toEqual(['it sent a message that is not JSON: not json']);
  });

  it('end at one that is too long, whether or not its end ever comes', () => {
    for (const text of ['x'.repeat(200), `${'1'.repeat(200)}\n`]) {
      const { messages, complaints } = read([Buffer.from('1\n'), Buffer.from(text), Buffer.from('2\n')], 100);
      expect(messages).toEqual([1]);
      expect(complaints).toEqual(['it sent a message of more than 100 bytes']);
    }
  });
});

import { describe, expect, it, onTestFinished } from 'vitest';
import { beginning } from '../../../src/models/wire.ts';

describe('the beginning of a refusal', () => {
  it('is what is read, though the connection breaks when the rest is declined', async () => {
    const unheard: unknown[] = [];
    const listen = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', listen);
    onTestFinished(() => void process.off('unhandledRejection', listen));
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('not today ')),
      cancel: () => Promise.reject(new Error('connection reset')),
    });
    expect(await beginning(body, 15)).toBe('not today not today ');
    // Rejections nobody listens to are told once the promises have had their turn.
    await new Promise((resolve) => setTimeout(resolve));
    expect(unheard).toEqual([]);
  });
});

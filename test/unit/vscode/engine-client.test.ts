import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

vi.mock('vscode', () => import('../../support/editor.ts'));
const { EngineClient } = await import('../../../src/vscode/engine-client.ts');

/** Answers a search when it is cancelled, and never else. */
const ENGINE = `process.on('message', ({ type, id }) => {
  if (type === 'cancel') process.send({ type: 'discovered', id, servers: [], problem: 'cancelled' });
});`;

it('a search for models that nobody wants any more is ended in the engine', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'credence-engine-'));
  const script = join(folder, 'engine.mjs');
  await writeFile(script, ENGINE);
  const client = new EngineClient(script, { warn: vi.fn(), info: vi.fn(), error: vi.fn() } as never);
  try {
    const looking = new editor.CancellationTokenSource();
    const found = client.discover(undefined, looking.token as never);
    looking.cancel();
    expect(await found).toMatchObject({ servers: [], problem: 'cancelled' });
  } finally {
    client.dispose();
    await rm(folder, { recursive: true, force: true });
  }
});

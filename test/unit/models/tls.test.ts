import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../../src/models/ledger.ts';
import { openAiCompatible } from '../../../src/models/openai-compatible.ts';
import { type LoopbackModel, startLoopbackModel } from '../../support/loopback-model.ts';

const request = { system: 's', user: 'u', maxTokens: 50, temperature: 0 };
const never = new AbortController().signal;
let server: LoopbackModel | undefined;
afterEach(() => server?.close());

async function ask(baseUrl: string) {
  const ledger = openLedger({ tokens: 10_000, dollars: 1 });
  const model = openAiCompatible({ baseUrl, model: 'loopback', apiKey: 'sekrit-key', ledger });
  const reply = await model.complete(request, never);
  expect(ledger.account()).toMatchObject({ calls: 0, possible: { calls: 0 }, reserved: { tokens: 0 } });
  return reply;
}

const PROGRAM = 'openssl';

/** A certificate that nobody has signed, made on the spot: none has to lie in the repository. */
function selfSigned(): { key: string; cert: string } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'];
    execFileSync(PROGRAM, [...request, '-keyout', key, '-out', cert], { stdio: 'ignore', timeout: 20_000 });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const certificate = selfSigned();

describe('an address that starts with https', () => {
  it('of a server that speaks plain http is told as that, at once, and without the key', async () => {
    server = await startLoopbackModel();
    const reply = await ask(server.baseUrl.replace('http:', 'https:'));
    expect(reply).toMatchObject({ kind: 'failed', reason: 'unreachable', retryable: false });
    expect(JSON.stringify(reply)).toMatch(/does not speak TLS; write http:\/\//);
    expect(server.requests).toEqual([]);
  });

  it.skipIf(certificate === undefined)(
    'with a certificate that is not trusted is told as that (needs openssl to make one)',
    async () => {
      server = await startLoopbackModel(certificate === undefined ? {} : { tls: certificate });
      const reply = await ask(server.baseUrl);
      expect(reply).toMatchObject({ kind: 'failed', reason: 'unreachable', retryable: false });
      expect(JSON.stringify(reply)).toMatch(/certificate is not trusted.*NODE_EXTRA_CA_CERTS/);
      expect(server.requests).toEqual([]);
    },
  );
});

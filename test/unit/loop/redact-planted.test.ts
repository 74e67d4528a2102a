import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/context/secrets/redact-known.ts';
import { redact } from '../../../src/loop/redact.ts';
import { changesIn } from '../../../src/loop/redact-random.ts';

const of = (alphabet: string, length: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((chars) => chars.join(''));
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const ALNUM = `${LOWER}${LOWER.toUpperCase()}0123456789`;
const HEX = '0123456789abcdef';
const UPPER = `${LOWER.toUpperCase()}0123456789`;

/** What issuers give out: a prefix and so many random characters. */
const ISSUED: readonly (readonly [what: string, prefix: string, alphabet: string, length: number])[] = [
  ['OpenAI', 'sk-', ALNUM, 48],
  ['OpenAI, of a project', 'sk-proj-', ALNUM, 64],
  ['Anthropic', 'sk-ant-api03-', ALNUM, 90],
  ['Groq', 'gsk_', ALNUM, 52],
  ['Replicate', 'r8_', ALNUM, 37],
  ['Hugging Face', 'hf_', ALNUM, 34],
  ['GitHub', 'ghp_', ALNUM, 36],
  ['GitHub, fine-grained', 'github_pat_', ALNUM, 82],
  ['GitLab', 'glpat-', ALNUM, 20],
  ['npm', 'npm_', ALNUM, 36],
  ['PyPI', 'pypi-AgEIcHlwaS5vcmc', ALNUM, 60],
  ['Docker', 'dckr_pat_', ALNUM, 27],
  ['AWS', 'AKIA', UPPER, 16],
  ['Google', 'AIza', ALNUM, 35],
  ['Google, of an app', 'GOCSPX-', ALNUM, 28],
  ['DigitalOcean', 'dop_v1_', HEX, 64],
  ['Databricks', 'dapi', HEX, 32],
  ['Vault', 'hvs.', ALNUM, 90],
  ['Stripe', 'sk_live_', ALNUM, 24],
  ['Stripe, restricted', 'rk_live_', ALNUM, 24],
  ['Stripe, webhook', 'whsec_', ALNUM, 32],
  ['Shopify', 'shpat_', HEX, 32],
  ['SendGrid', 'SG.abcdefghijklmnopqrstuv.', ALNUM, 43],
  ['Mailgun', 'key-', HEX, 32],
  ['Twilio', 'SK', HEX, 32],
  ['Slack', 'xoxb-123456789012-', ALNUM, 24],
  ['Slack, of an app', 'xapp-1-A0123-', ALNUM, 40],
  ['Slack, webhook', 'https://hooks.slack.com/services/T000/B000/', ALNUM, 24],
  ['Linear', 'lin_api_', ALNUM, 40],
  ['Figma', 'figd_', ALNUM, 40],
  ['Grafana', 'glsa_', ALNUM, 41],
  ['a JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIi', ALNUM, 20],
];

/** Where a secret may stand. */
const PLACES: readonly (readonly [what: string, write: (secret: string) => string])[] = [
  ['a string', (s) => `const client = new Client('${s}');`],
  ['a comment', (s) => `// I tried with ${s} and it works\n`],
  ['a template', (s) => `fetch(\`https://api.example.org/x?y=\${z}\`, { auth: \`${s}\` })`],
  ['JSON', (s) => JSON.stringify({ auth: { value: s } })],
  ['JSON in JSON', (s) => JSON.stringify({ body: JSON.stringify({ value: s }) })],
  ['YAML', (s) => `auth:\n  value: ${s}\n`],
  ['a log', (s) => `2026-01-01T00:00:00Z GET /x 401 key=${s} 12ms`],
  ['a numbered line', (s) => `12|  use("${s}")\n13|}`],
  ['a line in JSON', (s) => JSON.stringify({ output: `failed:\n${s}\nagain` })],
  ['its own line', (s) => `before\n${s}\nafter`],
  ['a shell command', (s) => `curl -H "X-Key: ${s}" https://example.org`],
  ['an XML attribute', (s) => `<add key="x" value="${s}"/>`],
];

/** No part of the random characters is left that would help anybody. */
function expectGone(text: string, random: string): void {
  const windows = Array.from({ length: Math.max(0, random.length - 9) }, (_, at) =>
    random.slice(at, at + 10),
  );
  const left = windows.find((part) => text.includes(part));
  if (left !== undefined) expect(text).not.toContain(left);
}

describe('a planted secret does not survive', () => {
  it.each(ISSUED)('of %s, wherever it stands', (_what, prefix, alphabet, length) => {
    fc.assert(
      fc.property(of(alphabet, length), fc.constantFrom(...PLACES), (random, [, write]) => {
        expectGone(redact(write(prefix + random)), random);
      }),
      { numRuns: 40 },
    );
  });

  it('that a name tells, in any style of name and file', () => {
    const name = fc
      .tuple(
        fc.constantFrom('', 'db', 'stripe', 'my_app', 'AWS'),
        fc.constantFrom(
          'password',
          'secret',
          'token',
          'apiKey',
          'api_key',
          'access-key',
          'SECRET_KEY',
          'passwd',
          'privateKey',
        ),
      )
      .map(([owner, word]) => (owner === '' ? word : `${owner}_${word}`));
    // One value in a hundred looks like a name by chance; such a one is not told from a name without quotes.
    const value = of(ALNUM, 20).filter(
      (text) => changesIn(text) >= 0.3 && /\d/.test(text) && new Set(text).size > 8,
    );
    const style = fc.constantFrom<(name: string, value: string) => string>(
      (n, v) => `const ${n.replaceAll('-', '_')} = '${v}';`,
      (n, v) => `${n}: "${v}",`,
      (n, v) => `"${n}": "${v}"`,
      (n, v) => `${n.toUpperCase().replaceAll('-', '_')}=${v}`,
      (n, v) => `${n}=${v}\n`,
      (n, v) => `  ${n}: ${v}\n`,
      (n, v) => JSON.stringify({ log: `${n}="${v}"` }),
      (n, v) => `'${n}' => '${v}',`,
    );
    fc.assert(
      fc.property(name, value, style, (n, v, write) => {
        expectGone(redact(write(n, v)), v);
      }),
      { numRuns: 1500 },
    );
  });

  it('in addresses, headers and connection strings', () => {
    const value = of(ALNUM, 24).filter((text) => /\d/.test(text));
    const style = fc.constantFrom<(value: string) => string>(
      (v) => `postgres://app:${v}@db.internal:5432/app`,
      (v) => `mongodb+srv://app:${v}@cluster0.example.net/app?retryWrites=true`,
      (v) => `redis://:${v}@cache:6379`,
      (v) => `"Server=db;User Id=sa;Password=${v};Encrypt=true"`,
      (v) => `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${v}==;EndpointSuffix=core.windows.net`,
      (v) => `Authorization: Bearer ${v}`,
      (v) => `headers: { authorization: 'Basic ${v}' }`,
      (v) => `https://x.blob.core.windows.net/c?sv=2024&sig=${v}%3D`,
    );
    fc.assert(
      fc.property(value, style, (v, write) => {
        expectGone(redact(write(v)), v);
      }),
      { numRuns: 500 },
    );
  });

  it('without name or shape, when it looks like chance: 48 of both cases and digits', () => {
    let survived = 0;
    fc.assert(
      fc.property(of(ALNUM, 48), fc.constantFrom(...PLACES), (random, [, write]) => {
        if (redact(write(random)).includes(random)) survived += 1;
      }),
      { numRuns: 1000, seed: 1 },
    );
    // What few remain look like names by chance.
    expect(survived).toBeLessThan(20);
  });

  it('in a private key, whole or cut', () => {
    fc.assert(
      fc.property(
        fc.array(of(`${ALNUM}+/`, 64), { minLength: 1, maxLength: 20 }),
        fc.nat(30),
        fc.constantFrom('RSA ', 'EC ', 'OPENSSH ', '', 'PGP '),
        (lines, cut, kind) => {
          const block = kind === 'PGP ' ? ' BLOCK' : '';
          const pem = [
            `-----BEGIN ${kind}PRIVATE KEY${block}-----`,
            ...lines,
            `-----END ${kind}PRIVATE KEY${block}-----`,
          ].slice(0, cut + 2);
          for (const text of [
            pem.join('\n'),
            JSON.stringify(pem.join('\n')),
            pem.map((line, i) => `${i}|${line}`).join('\n'),
            pem.map((line) => `+ ${line}`).join('\n'),
            pem.map((line) => `  '${line}\\n' +`).join('\n'),
          ]) {
            const clean = redact(text);
            for (const line of pem.slice(1).filter((each) => !each.startsWith('-'))) expectGone(clean, line);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('values of env files', () => {
  it('do not survive anywhere, in no form', () => {
    const value = fc
      .oneof(of(LOWER, 8), of(ALNUM, 12), of(`${ALNUM}!$&/"'\\ üé`, 16))
      .filter((text) => text.trim() === text && text.length >= 8);
    const form = fc.constantFrom<(value: string) => string>(
      (v) => v,
      (v) => `x${v}y`,
      (v) => JSON.stringify({ v }),
      (v) => JSON.stringify(JSON.stringify({ v })),
      (v) => encodeURIComponent(v),
      (v) => Buffer.from(v).toString('base64'),
      (v) => `Basic ${Buffer.from(`user:${v}`).toString('base64')}`,
      (v) => Buffer.from(`x:${v}:longer`).toString('base64'),
    );
    fc.assert(
      fc.property(value, form, (v, write) => {
        const text = write(v);
        const clean = createRedactor([v])(`before ${text} after`);
        expect(clean).not.toContain(v);
        expect(clean).not.toContain(text.length > 8 && !text.startsWith('Basic') ? text : v);
        expect(clean).toContain('[redacted]');
        expect(createRedactor([v])(clean)).toBe(clean);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a few letters are found as words alone', () => {
    const clean = createRedactor(['shop'])('shop of the workshop: "shop"');
    expect(clean).toBe('[redacted] of the workshop: "[redacted]"');
  });

  it('of several lines are found line by line', () => {
    const clean = createRedactor(['first line of the key\nsecond line of the key'])(
      'a\n  second line of the key\nb',
    );
    expect(clean).toBe('a\n  [redacted]\nb');
  });

  it('may be many and long, and are never told by an error', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `value-of-${i}-x`);
    const long = `${'ab1('.repeat(60_000)}\\`;
    const clean = createRedactor([...many, long, 'redacted'])(`a value-of-19999-x b ${long} c`);
    expect(clean).toBe('a [redacted] b [redacted] c');
  });

  it('none leave the text to what is known of all secrets', () => {
    expect(createRedactor([])).toBe(redact);
  });
});

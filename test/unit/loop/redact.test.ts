import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/loop/redact.ts';

// Put together here, so that no scanner takes this file for a leak.
const pem = (body: string): string =>
  ['-----BEGIN RSA PRIVATE', ' KEY-----', body, '-----END RSA PRIVATE', ' KEY-----'].join('');

describe('a secret', () => {
  it.each([
    ['an issued key', `use ${'sk-'}proj-abcdefghij0123456789`, 'abcdefghij'],
    ['a code host token', `${'ghp'}_abcdefghij0123456789abcd`, 'abcdefghij'],
    ['a bearer header', 'Authorization: Bearer abc.def-123456', 'abc.def'],
    ['a header in code', `headers: { 'Authorization': 'Bearer q1w2e3r4t5y6' }`, 'q1w2'],
    ['a password in an address', 'postgres://admin:hunter2@db/x', 'hunter2'],
    ['a password in code', `const dbPassword = 'correcthorse';`, 'correct'],
    ['a token in JSON', '{"access_token":"9f8e7d6c5b4a"}', '9f8e'],
    ['a token in JSON in JSON', JSON.stringify(JSON.stringify({ api_key: '9f8e7d6c5b4a' })), '9f8e'],
    ['an env file', 'PORT=80\nexport STRIPE_SECRET_KEY=abcd1234\nHOST=x', 'abcd1234'],
    ['a numbered env line', '12|DB_PASSWORD=letmein', 'letmein'],
    ['a private key', pem('\nMIIEow\nIBAAKC/AQ==\n'), 'MIIEow'],
    ['a cut private key', pem('\nMIIEow\nIBAAKC').slice(0, 48), 'MIIEow'],
  ])('is removed: %s', (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[redacted]');
  });

  it.each([
    `const token = lexer.next();`,
    `if (token === 'identifier') return { token: 'identifier' };`,
    `function login(password: string): void {}`,
    `const apiKey = process.env.API_KEY;`,
    `expect(total).toBe(42);`,
    `import { key } from './keys.ts';`,
    `see https://example.org:8080/path@2`,
  ])('is not seen in ordinary code: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe('properties', () => {
  const part = fc.constantFrom(
    'password',
    ' = ',
    '"',
    "'",
    'token',
    ':',
    '=',
    'a1b2c3d4e5',
    '\n',
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
    'Bearer ',
    'https://',
    'u:p',
    '@',
    'API_KEY=',
    '\\n',
    '[redacted]',
    'x y',
    '12|',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part, { maxLength: 20 }).map((p) => p.join('')),
  );

  it('never throws, keeps the number of lines, and twice is once', () => {
    fc.assert(
      fc.property(text, (original) => {
        const once = redact(original);
        expect(redact(once)).toBe(once);
        expect(once.split('\n').length).toBe(original.split('\n').length);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves JSON valid', () => {
    fc.assert(
      fc.property(fc.dictionary(text, text), (value) => {
        JSON.parse(redact(JSON.stringify(value)));
      }),
      { numRuns: 2000 },
    );
  });

  it('is linear: a large file takes no time', () => {
    const began = performance.now();
    redact('password = token: -----BEGIN PRIVATE KEY----- http://a:b '.repeat(20_000));
    redact('A'.repeat(1_000_000));
    redact('a'.repeat(200_000));
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

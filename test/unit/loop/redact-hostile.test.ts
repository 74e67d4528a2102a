import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/loop/redact.ts';

/** Texts that took minutes where an expression began again at every character. */
const SIZE = 200_000;
const times = (text: string): string => text.repeat(Math.ceil(SIZE / text.length));

describe('a hostile text is redacted in time', () => {
  it.each([
    ['blank lines', times('\n')],
    ['blank lines with blanks', times(' \n')],
    ['blanks', times(' ')],
    ['tabs before a word', `${times('\t')}x`],
    ['digits', times('1')],
    ['numbered blanks', `1${times(' ')}|`],
    ['names of settings', times('KEY_')],
    ['a setting that never comes', `${times('KEYPASSWORD')} =`],
    ['a value before many blanks', `password: a1b2c3d4e5f6${times(' ')}y`],
    ['headers of web tokens', times('eyJ-')],
    ['headers of web tokens with parts', times('eyJabcdefgh.')],
    ['headers of web tokens after words', times('x-eyJaaaaaaaa-')],
    ['headers', times('authorization: bearer ')],
    ['addresses', times('a://')],
    ['names with secrets', times('password')],
    ['parameters', times('&token=')],
    ['keys that begin', times('-----BEGIN RSA PRIVATE KEY-----\n')],
    ['keys of blanks', times(`-----BEGIN RSA PRIVATE KEY-----\n"\n${' '.repeat(15_000)}x`)],
    ['services', times('SG.aaaaaaaaaaaaaaaaa')],
    ['payments', `sk_${times('a')}`],
  ])(
    'of %s',
    (_what, text) => {
      const clean = redact(text);
      expect(clean.split('\n')).toHaveLength(text.split('\n').length);
    },
    5000,
  );
});

describe('what the bounds must not lose', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N';

  it.each(['', 'jwt-', 'x="', '/', '.', '\\n', '-', 'my-own-jwt-'])('a web token after %j', (before) => {
    const clean = redact(`${before}${token} end`);
    expect(clean).not.toContain('eyJ');
    expect(clean).toMatch(/\[redacted\] end$/);
  });

  it('a web token with a long payload', () => {
    const clean = redact(`eyJhbGciOiJIUzI1NiJ9.eyJ${'aB1_'.repeat(5000)}.${'cD2-'.repeat(50)}`);
    expect(clean).toBe('[redacted]');
  });

  it('settings that are indented, numbered or of a list', () => {
    const text = '\n\n  12| export DB_PASSWORD=a1b2c3\n\t- db.password: a1b2c3d4e5  \r\n  API_KEY=zzzz1234\n';
    expect(redact(text)).not.toMatch(/a1b2c3|zzzz1234/);
  });
});

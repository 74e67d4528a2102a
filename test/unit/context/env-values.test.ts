import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseEnvFile, secretValues } from '../../../src/context/secrets/env-file.ts';
import { readSecretValues } from '../../../src/context/secrets/env-values.ts';

const root = mkdtempSync(join(tmpdir(), 'env-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('an env file', () => {
  it('is read as programs read it', () => {
    const text = `# comment\nPLAIN=a b # note\nexport QUOTED="x\\ny \\"z\\""\nSINGLE='it # is'\nEMPTY=\nSPACED = v \nMULTI="one\ntwo"\nYAML: w\r\nLAST=\`q\``;
    expect(parseEnvFile(text).map(({ name, value }) => [name, value])).toEqual([
      ['PLAIN', 'a b'],
      ['QUOTED', 'x\ny "z"'],
      ['SINGLE', 'it # is'],
      ['EMPTY', ''],
      ['SPACED', 'v'],
      ['MULTI', 'one\ntwo'],
      ['YAML', 'w'],
      ['LAST', 'q'],
    ]);
  });

  it('tells what is secret: by its name, by its look, and the password of an address', () => {
    const text = `DB_PASSWORD=hunter22\nSESSION_SECRET=correct horse\nDATABASE_URL=postgres://app:s3cr3tpw@db/app\nX=a8f5f167f44f4964e6c998dee827110c\n`;
    expect(secretValues(text)).toEqual([
      'hunter22',
      'correct horse',
      'postgres://app:s3cr3tpw@db/app',
      's3cr3tpw',
      'a8f5f167f44f4964e6c998dee827110c',
    ]);
  });

  it('tells nothing that stands in every project', () => {
    const text = `PORT=3000\nNODE_ENV=production\nHOST=localhost\nLOG_LEVEL=debug\nDB_PASSWORD=postgres\nAPI_KEY=\nTOKEN=\${OTHER}\nNAME=my service\nURL=https://example.org/a\nVERSION=1.2.3\nPUBLIC_KEY_PATH=keys/public\nMAX_TOKENS_TOTAL=4096`;
    expect(secretValues(text)).toEqual([]);
  });
});

describe('a workspace', () => {
  it('tells the secrets of every env file that stands beside its files, not of examples', () => {
    for (const [path, text] of Object.entries({
      '.env': 'API_KEY=rootkey1',
      'app/.env.local': 'API_KEY=localkey1',
      'app/.env.example': 'API_KEY=examplekey1',
      'app/src/prod.env': 'API_KEY=prodkey1',
      'elsewhere/.env': 'API_KEY=otherkey1',
    })) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    expect(readSecretValues(root, ['app/src/a.ts', 'b.ts']).toSorted()).toEqual([
      'localkey1',
      'prodkey1',
      'rootkey1',
    ]);
  });

  it('that is not there tells nothing', () => {
    expect(readSecretValues(join(root, 'gone'), ['a/b.ts'])).toEqual([]);
  });
});

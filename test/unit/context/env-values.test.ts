import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseEnvFile, secretValues } from '../../../src/context/secrets/env-file.ts';
import { readSecretValues } from '../../../src/context/secrets/env-values.ts';
import { isSecretFile } from '../../../src/context/secrets/secret-files.ts';

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

  it('tells no words that name what the code is about', () => {
    const text = `KEYCLOAK_REALM=shop\nAUTH_PROVIDER=keycloak\nTOKEN_TYPE=items\nDB_PASSWORD=shop\nDB_URL=postgres://app:shop@db/x\n`;
    expect(secretValues(text)).toEqual([]);
    expect(secretValues('API_KEY=abc12345\nDB_PASSWORD=warehouse')).toEqual(['abc12345', 'warehouse']);
    // A word of the paths is known to everybody who sees the workspace.
    expect(
      secretValues('APP_SECRET=Warehouse\nAPI_KEY=oauth2client', new Set(['warehouse', 'oauth2client'])),
    ).toEqual([]);
  });

  it('is read once through, whatever it holds', () => {
    const blanks = ' '.repeat(200_000);
    expect(parseEnvFile(`A=x${blanks}y`)[0]?.value).toHaveLength(200_002);
    expect(parseEnvFile(`A="x${blanks}y`)).toHaveLength(1);
    expect(parseEnvFile('A="\\'.repeat(50_000))).toHaveLength(1);
    expect(parseEnvFile(`${'A'.repeat(200_000)}\n${blanks}B=1`)).toEqual([{ name: 'B', value: '1' }]);
    expect(secretValues(`${'DB'.repeat(100_000)}=abc\nKEY=${'a.'.repeat(100_000)}!`)).toEqual([]);
  }, 5000);
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

  it('tells no word of its own paths, and at most 2,000 values in all', () => {
    const folder = join(root, 'many');
    mkdirSync(join(folder, 'a'), { recursive: true });
    const lines = (of: string): string =>
      Array.from({ length: 1500 }, (_, i) => `KEY${i}=${of}${i}value`).join('\n');
    writeFileSync(join(folder, '.env'), `APP_SECRET=warehouse\n${lines('x')}`);
    writeFileSync(join(folder, 'a', '.env'), lines('y'));
    const values = readSecretValues(folder, ['a/warehouse.service.ts']);
    expect(values).toHaveLength(2000);
    expect(values).not.toContain('warehouse');
  });

  it.each(['prod.env', '.ENV', '.dev.vars', '.flaskenv', '.envrc', '.env.local'])(
    'tells those of %s, which is hidden too',
    (name) => {
      const folder = mkdtempSync(join(root, 'one-'));
      writeFileSync(join(folder, name), 'API_KEY=abc12345\n');
      expect(readSecretValues(folder, [])).toEqual(['abc12345']);
      expect(isSecretFile(`x/${name}`)).toBe(true);
    },
  );

  it('that is not there tells nothing', () => {
    expect(readSecretValues(join(root, 'gone'), ['a/b.ts'])).toEqual([]);
  });
});

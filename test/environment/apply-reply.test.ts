import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyReply, type ReplyApplied } from '../../src/engine/apply-reply.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'apply-reply-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string | Uint8Array): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return path;
}

const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const block = (path: string): string =>
  `${path}\n\`\`\`\n<<<<<<< SEARCH\nlet x = 1;\n=======\nlet x = 2;\n>>>>>>> REPLACE\n\`\`\`\n`;

function apply(file: string, reply: string, dryRun = false): Promise<ReplyApplied> {
  return applyReply(file, reply, { cwd: root, dryRun });
}

async function refusal(file: string, reply: string): Promise<string> {
  const outcome = await apply(file, reply);
  if (outcome.applied) throw new Error(`applied: ${JSON.stringify(outcome)}`);
  return outcome.reason;
}

describe('one reply for one file', () => {
  it('is applied, and says what it did', async () => {
    const file = put('src/a.ts', 'first\nlet x = 1;\nlast\n');
    expect(await apply(file, `It is off by one.\n\n${block('src/a.ts')}`)).toEqual({
      applied: true,
      file,
      edits: [{ kind: 'modify', path: 'src/a.ts', changes: [{ line: 2, removed: '1', added: '2' }] }],
      note: 'It is off by one.',
    });
    expect(text('src/a.ts')).toBe('first\nlet x = 2;\nlast\n');
  });

  it.each(['src/a.ts', './src/a.ts', 'a.ts', 'lib/a.ts'])('may call the file %s', async (name) => {
    const file = put('src/a.ts', 'let x = 1;\n');
    expect((await apply(file, block(name))).applied).toBe(true);
    expect(text('src/a.ts')).toBe('let x = 2;\n');
  });

  it('may call it by its whole path, or not at all', async () => {
    const file = put('a.ts', 'let x = 1;\n');
    expect((await apply(join(root, file), block(join(root, file)), true)).applied).toBe(true);
    expect((await apply(file, block(''), true)).applied).toBe(true);
    expect(text('a.ts')).toBe('let x = 1;\n');
  });

  it('keeps the byte-order mark, the line endings and the missing last one', async () => {
    const file = put('a.ts', '\uFEFFfirst\r\nlet x = 1;\r\nlast');
    await apply(file, block('a.ts'));
    expect(text('a.ts')).toBe('\uFEFFfirst\r\nlet x = 2;\r\nlast');
  });

  it('leaves other files alone, and names them', async () => {
    const file = put('a.ts', 'let x = 1;\n');
    put('b.ts', 'let x = 1;\n');
    expect(await apply(file, block('a.ts') + block('b.ts'))).toMatchObject({
      applied: true,
      elsewhere: ['b.ts'],
    });
    expect(text('b.ts')).toBe('let x = 1;\n');
    expect(await refusal(file, block('b.ts'))).toMatch(/another file: b\.ts/);
  });

  it('may create, rename or delete it', async () => {
    expect((await apply('new/a.ts', 'new/a.ts\n```\nx();\n```\n')).applied).toBe(true);
    expect(text('new/a.ts')).toBe('x();\n');
    expect((await apply('new/a.ts', 'RENAME new/a.ts -> b.ts\n')).applied).toBe(true);
    expect(text('b.ts')).toBe('x();\n');
    expect((await apply('b.ts', 'DELETE b.ts\n')).applied).toBe(true);
    expect(() => text('b.ts')).toThrow('ENOENT');
  });
});

describe('refused, with nothing written', () => {
  it('what the file has not', async () => {
    const file = put('a.ts', 'let y = 1;\n');
    expect(await refusal(file, block('a.ts'))).toMatch(/let x = 1/);
    expect(text('a.ts')).toBe('let y = 1;\n');
  });

  it('a rename onto a file that is there', async () => {
    const file = put('a.ts', 'let x = 1;\n');
    put('b.ts', 'mine\n');
    expect(await refusal(file, 'RENAME a.ts -> b.ts')).toMatch(/there already/);
    expect(text('b.ts')).toBe('mine\n');
  });

  it('a link that leads out, and a folder that does', async () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'apply-outside-')));
    try {
      writeFileSync(join(outside, 'a.ts'), 'let x = 1;\n');
      symlinkSync(join(outside, 'a.ts'), join(root, 'a.ts'));
      symlinkSync(outside, join(root, 'lib'));
      expect(await refusal('a.ts', block('a.ts'))).toMatch(/leads out/);
      expect(await refusal('lib/a.ts', block('lib/a.ts'))).toMatch(/link leads elsewhere/);
      put('b.ts', 'x\n');
      expect(await refusal('b.ts', 'RENAME b.ts -> lib/b.ts')).toMatch(/leads out/);
      expect(readFileSync(join(outside, 'a.ts'), 'utf8')).toBe('let x = 1;\n');
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it('what git ignores', async () => {
    execFileSync('git', ['init', '-q'], { cwd: root });
    put('.gitignore', 'out/\n*.log\n');
    for (const path of ['out/a.ts', 'a.log']) {
      put(path, 'let x = 1;\n');
      expect(await refusal(path, block(path))).toMatch(/ignored by git/);
      expect(text(path)).toBe('let x = 1;\n');
    }
    put('a.ts', 'let x = 1;\n');
    expect(await refusal('a.ts', 'RENAME a.ts -> out/b.ts')).toMatch(/ignored by git/);
  });

  it('what is binary, generated, no file, or not UTF-8', async () => {
    put('a.bin', 'let x = 1;\n');
    put('nul.ts', 'let x = 1;\n\0');
    put('latin.ts', Uint8Array.from([0x6c, 0xe4, 0x0a]));
    put('made.ts', '// Code generated by a tool. DO NOT EDIT.\nlet x = 1;\n');
    mkdirSync(join(root, 'folder.ts'));
    for (const path of ['a.bin', 'nul.ts', 'latin.ts', 'made.ts', 'folder.ts'])
      expect(await refusal(path, block(path))).toMatch(/binary|UTF-8|generated|no file/);
  });

  it('refuses a link to what may not be edited by its own name', async () => {
    execFileSync('git', ['init', '-q'], { cwd: root });
    put('.git/hook-settings', 'let x = 1;\n');
    put('.gitignore', 'local.env\n');
    put('local.env', 'let x = 1;\n');
    mkdirSync(join(root, 'docs'));
    symlinkSync('../.git/hook-settings', join(root, 'docs/notes.md'));
    symlinkSync('../local.env', join(root, 'docs/settings.md'));
    symlinkSync('../.git', join(root, 'docs/folder'));
    expect(await refusal('docs/notes.md', block('docs/notes.md'))).toContain('.git');
    expect(await refusal('docs/settings.md', block('docs/settings.md'))).toContain('ignore');
    expect(await refusal('docs/folder/hook-settings', block('docs/folder/hook-settings'))).toContain('.git');
    expect(text('.git/hook-settings')).toBe('let x = 1;\n');
    expect(text('local.env')).toBe('let x = 1;\n');
  });
});

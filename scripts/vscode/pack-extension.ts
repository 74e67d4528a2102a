import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const vsce = resolve(import.meta.dirname, '../../node_modules/.bin/vsce');

/**
 * Packs a small extension for a test or a bench, since the editor installs packed extensions only.
 * @param folder where its files and the package are written
 * @param files further files by name, beside its manifest, main.js, README and licence
 * @returns the package
 */
export function packExtension(
  folder: string,
  manifest: { readonly name: string; readonly publisher: string; readonly [field: string]: unknown },
  files: Readonly<Record<string, string>>,
): string {
  const at = join(folder, manifest.name);
  mkdirSync(at, { recursive: true });
  const whole = {
    ...{ version: '0.0.1', license: 'MIT', main: './main.js', engines: { vscode: '^1.110.0' } },
    ...manifest,
  };
  const written = { 'package.json': JSON.stringify(whole), LICENSE: 'MIT\n', ...files };
  for (const [name, text] of Object.entries(written)) writeFileSync(join(at, name), text);
  const file = join(folder, `${manifest.name}.vsix`);
  const packed = spawnSync(
    vsce,
    ['package', '--no-dependencies', '--allow-missing-repository', '--out', file],
    { cwd: at, encoding: 'utf8' },
  );
  if (packed.status !== 0)
    throw new Error(`The extension ${manifest.name} could not be packed:\n${packed.stderr}`);
  return file;
}

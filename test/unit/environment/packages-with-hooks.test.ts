import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  isLoadingPackage,
  noteHook,
  PackagesWithHooks,
} from '../../../src/environment/warm/worker/page/packages-with-hooks.ts';
import { temporaryFolder } from '../../support/projects.ts';

type Globals = { addHook?: () => void; loads?: string[] };
const globals = globalThis as Globals;

/** Packages that say when they are loaded, given by name and code. */
function installed(packages: Readonly<Record<string, string>>): NodeJS.Require {
  const folder = temporaryFolder();
  for (const [name, code] of Object.entries(packages)) {
    const at = join(folder, 'node_modules', name);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
    writeFileSync(join(at, 'index.js'), `globalThis.loads.push(${JSON.stringify(name)});\n${code}\n`);
  }
  return createRequire(join(folder, 'package.json'));
}

describe('packages that add hooks to the tests of whoever loads them', () => {
  afterEach(() => {
    delete globals.addHook;
    delete globals.loads;
  });

  it('are loaded again for the next file, with those that asked for them, and no others', () => {
    globals.loads = [];
    globals.addHook = noteHook;
    const require = installed({
      plain: '',
      'with-hooks': "require('plain'); globalThis.addHook();",
      around: "module.exports = require('with-hooks');",
    });
    const packages = new PackagesWithHooks();
    packages.load(require, 'around');
    expect(isLoadingPackage()).toBe(false);
    packages.forget();
    packages.load(require, 'around');
    packages.load(require, 'around');
    expect(globals.loads).toEqual(['around', 'with-hooks', 'plain', 'around', 'with-hooks']);
  });

  it('are loaded once where they add none', () => {
    globals.loads = [];
    const require = installed({ plain: '' });
    const packages = new PackagesWithHooks();
    packages.load(require, 'plain');
    packages.forget();
    packages.load(require, 'plain');
    expect(globals.loads).toEqual(['plain']);
  });
});

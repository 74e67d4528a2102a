import { describe, expect, it } from 'vitest';
import { aliasesIn } from '../../../../src/context/map/aliases.ts';
import { ModulePaths } from '../../../../src/context/map/module-paths.ts';

function modulesOf(paths: readonly string[], settings: Readonly<Record<string, string>> = {}): ModulePaths {
  const modules = new ModulePaths();
  for (const path of paths) modules.add(path);
  for (const [path, text] of Object.entries(settings)) modules.setAliases(path, aliasesIn(path, text));
  return modules;
}

describe('an import means', () => {
  it.each([
    ['a script beside it', 'src/a.ts', './b', ['src/b.ts']],
    ['a script by the name of what it compiles to', 'src/a.ts', '../lib/c.js', ['lib/c.ts']],
    ['the index of a folder', 'src/a.ts', './d', ['src/d/index.ts']],
    ['nothing of the workspace: a package', 'src/a.ts', 'react', []],
    ['nothing of the workspace: a package that a file is called like', 'src/a.ts', 'c', []],
    ['nothing of the workspace: a built-in module', 'src/a.ts', 'node:fs', []],
    ['a Python module above', 'pkg/sub/x.py', '..core', ['pkg/core.py']],
    ['a Python package', 'main.py', 'pkg', ['pkg/__init__.py']],
    ['a Python module by its end', 'tools/run.py', 'pkg.core', ['pkg/core.py']],
    ['nothing of the workspace: a module of the library', 'main.py', 'os', []],
    ['a Java class by its package', 'app/Main.java', 'com.shop.Cart', ['m/src/com/shop/Cart.java']],
    ['a Java class by a member of it', 'app/Main.java', 'com.shop.Cart.round', ['m/src/com/shop/Cart.java']],
    ['nothing of the workspace: a class of the library', 'app/Main.java', 'java.util.List', []],
    ['a Rust module of the crate', 'core/src/main.rs', 'crate::cart', ['core/src/cart.rs']],
    ['a header by its name', 'c/main.c', 'util.h', ['c/include/util.h']],
    ['a Ruby file by its end', 'app.rb', 'shop/item', ['lib/shop/item.rb']],
    ['every file of a Go package', 'cmd/main.go', 'example.org/x/store', ['x/store/a.go', 'x/store/b.go']],
    ['a PHP class by its namespace', 'index.php', 'App\\Model\\User', ['src/Model/User.php']],
  ])('%s', (_what, from, specifier, wanted) => {
    const modules = modulesOf([
      'src/a.ts',
      'src/b.ts',
      'lib/c.ts',
      'src/d/index.ts',
      'pkg/__init__.py',
      'pkg/core.py',
      'pkg/sub/x.py',
      'tools/run.py',
      'm/src/com/shop/Cart.java',
      'core/src/cart.rs',
      'c/include/util.h',
      'lib/shop/item.rb',
      'x/store/a.go',
      'x/store/b.go',
      'src/Model/User.php',
      'lib/List.java',
    ]);
    expect(modules.resolve(from, specifier)).toEqual(wanted);
  });

  it('what the settings of the project say', () => {
    const modules = modulesOf(
      ['packages/core/src/index.ts', 'packages/core/src/money.ts', 'app/src/ui/b.ts'],
      {
        'packages/core/package.json': '{"name": "@shop/core"}',
        'app/tsconfig.json': `{ // aliases\n "compilerOptions": { "baseUrl": ".", "paths": { "~ui/*": ["src/ui/*"], }, } }`,
      },
    );
    expect(modules.resolve('app/src/a.ts', '@shop/core')).toEqual(['packages/core/src/index.ts']);
    expect(modules.resolve('app/src/a.ts', '@shop/core/money')).toEqual(['packages/core/src/money.ts']);
    expect(modules.resolve('app/src/a.ts', '~ui/b')).toEqual(['app/src/ui/b.ts']);
    expect(modules.resolve('packages/core/src/money.ts', '~ui/b')).toEqual([]);
  });

  it('the nearest of files that are called alike', () => {
    const modules = modulesOf(['one/shop/cart.rb', 'two/shop/cart.rb', 'two/app.rb']);
    expect(modules.resolve('two/app.rb', 'shop/cart')).toEqual(['two/shop/cart.rb']);
  });

  it('nothing more once the file is gone', () => {
    const modules = modulesOf(['src/a.ts', 'src/b.ts']);
    modules.delete('src/b.ts');
    expect(modules.resolve('src/a.ts', './b')).toEqual([]);
  });
});

describe('settings that cannot be read', () => {
  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"compilerOptions": 3}',
    '{"compilerOptions": {"paths": {"a": 3}}}',
    '{"name": 3}',
  ])('tell nothing: %s', (text) => {
    expect(aliasesIn('package.json', text)).toEqual([]);
    expect(aliasesIn('tsconfig.json', text).flatMap(({ targets }) => targets)).toEqual([]);
  });
});

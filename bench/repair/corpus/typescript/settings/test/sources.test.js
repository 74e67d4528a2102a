'use strict';

const assert = require('node:assert');
const { fromArguments, fromEnvironment, fromFile } = require('../lib/sources');

describe('sources', function () {
  it('reads the environment', function () {
    assert.deepStrictEqual(fromEnvironment({ APP_SERVER__PORT: '80', APP_NAME: 'x', HOME: '/', APPLE: '1' }, 'APP'), {
      server: { port: '80' },
      name: 'x',
    });
  });
  it('reads arguments', function () {
    assert.deepStrictEqual(fromArguments(['--server.port', '80', '--name=a=b', '--verbose', '--no-color', 'file']), {
      settings: { server: { port: '80' }, name: 'a=b', verbose: 'true', color: 'false' },
      rest: ['file'],
    });
  });
  it('takes the rest as it is', function () {
    assert.deepStrictEqual(fromArguments(['a', '--', '--b', 'c']), { settings: {}, rest: ['a', '--b', 'c'] });
    assert.deepStrictEqual(fromArguments(['--flag', '--other']).settings, { flag: 'true', other: 'true' });
  });
  it('reads files that include others', async function () {
    const files = { main: 'include = base, more\na = 1\n[s]\nx = 2', base: 'a = 0\nb = 0', more: '[s]\ny=3' };
    const layers = await fromFile('main', async (path) => files[path]);
    assert.deepStrictEqual(layers, [{ a: '0', b: '0' }, { s: { y: '3' } }, { a: '1', s: { x: '2' } }]);
  });
  it('refuses files that include each other', async function () {
    const files = { a: 'include=b', b: 'include=a' };
    await assert.rejects(fromFile('a', async (path) => files[path]), /include each other: a, b, a/);
  });
});

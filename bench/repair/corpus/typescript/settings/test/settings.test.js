'use strict';

const assert = require('node:assert');
const { check, load } = require('../lib/settings');

const schema = {
  'server.port': { type: 'number', default: 8080, min: 1, max: 65535 },
  'server.tls': { type: 'flag', default: false },
  name: { type: 'text', required: true },
  level: { type: 'text', default: 'info', oneOf: ['debug', 'info', 'error'] },
  hosts: { type: 'list' },
};

describe('settings', function () {
  it('converts', function () {
    const { values, problems } = check({ name: 'x', server: { port: '80', tls: 'Yes' }, hosts: 'a, b,,c' }, schema);
    assert.deepStrictEqual(problems, []);
    assert.deepStrictEqual(values, {
      server: { port: 80, tls: true },
      name: 'x',
      level: 'info',
      hosts: ['a', 'b', 'c'],
    });
  });
  it('tells all problems', function () {
    const { problems } = check({ server: { port: '0', tls: 'maybe' }, level: 'loud' }, schema);
    assert.deepStrictEqual(problems, [
      'server.port must be at least 1',
      'server.tls must be true or false',
      'name is missing',
      'level must be one of debug, info, error',
    ]);
  });
  it('knows limits', function () {
    assert.deepStrictEqual(check({ name: 'x', server: { port: '65535' } }, schema).problems, []);
    assert.deepStrictEqual(check({ name: 'x', server: { port: '65536' } }, schema).problems, [
      'server.port must be at most 65535',
    ]);
    assert.deepStrictEqual(check({ name: 'x', server: { port: '' } }, schema).problems, [
      'server.port must be a number',
    ]);
  });
  it('loads all layers', async function () {
    const files = { ini: 'name = file\nlevel = debug\n[server]\nport = 1\ntls = on' };
    const { values, rest } = await load({
      file: 'ini',
      read: async (path) => files[path],
      env: { APP_SERVER__PORT: '2', APP_NAME: 'env' },
      args: ['--name', 'args', 'go'],
      schema,
    });
    assert.deepStrictEqual(values, { server: { port: 2, tls: true }, name: 'args', level: 'debug' });
    assert.deepStrictEqual(rest, ['go']);
  });
  it('fails with a message', async function () {
    await assert.rejects(load({ schema }), /^Error: Settings: name is missing$/);
  });
});

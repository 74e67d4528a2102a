import assert from 'node:assert/strict';
import { test } from 'node:test';
import { increment, maxSatisfying, satisfies, sortVersions } from '../src/index.js';
import { compare, formatVersion, parseVersion } from '../src/version.js';

test('parses a release', () => {
  assert.deepEqual(parseVersion('v1.20.3'), { major: 1, minor: 20, patch: 3, prerelease: [] });
});

test('parses prerelease and build', () => {
  assert.deepEqual(parseVersion('1.0.0-rc.1+win-64').prerelease, ['rc', '1']);
});

test('keeps hyphens inside a prerelease', () => {
  assert.equal(formatVersion(parseVersion('2.0.0-pre-release.4')), '2.0.0-pre-release.4');
});

test('refuses what is not a version', () => {
  for (const text of ['1.2', 'one', '1.2.3-', '1.2.3.4', '1.2.3-a..b']) {
    assert.throws(() => parseVersion(text), TypeError);
  }
});

test('compares releases by number', () => {
  assert.deepEqual(sortVersions(['1.10.0', '1.2.0', '0.9.9', '1.2.11']), ['0.9.9', '1.2.0', '1.2.11', '1.10.0']);
});

test('puts prereleases before their release', () => {
  assert.deepEqual(sortVersions(['1.0.0', '1.0.0-beta', '1.0.0-alpha.x', '1.0.0-alpha']), [
    '1.0.0-alpha', '1.0.0-alpha.x', '1.0.0-beta', '1.0.0',
  ]);
});

test('compares numeric prerelease parts by number', () => {
  assert.ok(compare(parseVersion('1.0.0-rc.9'), parseVersion('1.0.0-rc.10')) < 0);
});

test('caret keeps the major version', () => {
  assert.equal(satisfies('1.9.0', '^1.2.3'), true);
  assert.equal(satisfies('1.2.2', '^1.2.3'), false);
  assert.equal(satisfies('2.0.0', '^1.2.3'), false);
});

test('caret keeps the minor version before 1.0', () => {
  assert.equal(satisfies('0.2.9', '^0.2.3'), true);
  assert.equal(satisfies('0.3.0', '^0.2.3'), false);
});

test('tilde keeps the minor version', () => {
  assert.equal(satisfies('1.2.9', '~1.2.3'), true);
  assert.equal(satisfies('1.3.0', '~1.2.3'), false);
});

test('partial versions allow all that begins so', () => {
  assert.equal(satisfies('1.7.2', '1.x'), true);
  assert.equal(satisfies('2.0.0', '1'), false);
  assert.equal(satisfies('1.3.0', '1.2'), false);
  assert.equal(satisfies('4.5.6', '*'), true);
});

test('comparators, hyphens and alternatives', () => {
  assert.equal(satisfies('1.5.0', '>=1.0.0 <2.0.0'), true);
  assert.equal(satisfies('2.0.0', '>=1.0.0 <2.0.0'), false);
  assert.equal(satisfies('1.9.9', '1.0.0 - 1.9.9'), true);
  assert.equal(satisfies('3.1.0', '^1.0.0 || ^3.0.0'), true);
});

test('prereleases need to be named', () => {
  assert.equal(satisfies('1.3.0-beta', '^1.2.3'), false);
  assert.equal(satisfies('1.2.3-beta.2', '>=1.2.3-beta.1'), true);
});

test('finds the latest allowed version', () => {
  const texts = ['1.2.0', '1.10.1', '1.9.0', '2.0.0'];
  assert.equal(maxSatisfying(texts, '^1.0.0'), '1.10.1');
  assert.equal(maxSatisfying(texts, '^3.0.0'), undefined);
});

test('increments a version', () => {
  assert.equal(increment('1.2.3', 'major'), '2.0.0');
  assert.equal(increment('1.2.3', 'minor'), '1.3.0');
  assert.equal(increment('1.2.3', 'patch'), '1.2.4');
});

test('finishes a prerelease', () => {
  assert.equal(increment('2.0.0-rc.1', 'major'), '2.0.0');
  assert.equal(increment('1.2.3-rc.1', 'patch'), '1.2.3');
});

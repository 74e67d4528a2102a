import assert from 'node:assert/strict';
import { test } from 'node:test';
import { increment, maxSatisfying, satisfies, sortVersions } from '../src/index.js';
import { parseVersion } from '../src/version.js';

test('every hyphen after the first belongs to the prerelease', () => {
  assert.deepEqual(parseVersion('1.0.0-a-b-c.d-e').prerelease, ['a-b-c', 'd-e']);
  assert.deepEqual(parseVersion('1.0.0--').prerelease, ['-']);
  assert.deepEqual(parseVersion('1.0.0-x-y+m-n').prerelease, ['x-y']);
  assert.deepEqual(parseVersion('1.0.0+m-n').prerelease, []);
});

test('prereleases that differ after a hyphen differ', () => {
  assert.deepEqual(sortVersions(['1.0.0-pre-b', '1.0.0-pre-a', '1.0.0-pre']), ['1.0.0-pre', '1.0.0-pre-a', '1.0.0-pre-b']);
});

test('the order of the specification', () => {
  const order = [
    '1.0.0-1', '1.0.0-9', '1.0.0-10', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2',
    '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0',
  ];
  assert.deepEqual(sortVersions([...order].reverse()), order);
});

test('letters with digits compare as text', () => {
  assert.deepEqual(sortVersions(['1.0.0-rc9', '1.0.0-rc10', '1.0.0-9a']), ['1.0.0-9a', '1.0.0-rc10', '1.0.0-rc9']);
});

test('the latest prerelease is found by number', () => {
  assert.equal(maxSatisfying(['1.0.0-rc.2', '1.0.0-rc.12', '1.0.0-rc.9'], '>=1.0.0-rc.1'), '1.0.0-rc.12');
});

test('caret with leading zeros', () => {
  assert.equal(satisfies('0.2.3', '^0.2.3'), true);
  assert.equal(satisfies('0.2.2', '^0.2.3'), false);
  assert.equal(satisfies('0.9.0', '^0.2.3'), false);
  assert.equal(satisfies('1.0.0', '^0.2.3'), false);
  assert.equal(satisfies('0.2.99', '^0.2.0'), true);
  assert.equal(satisfies('0.0.3', '^0.0.3'), true);
  assert.equal(satisfies('0.0.4', '^0.0.3'), false);
  assert.equal(satisfies('1.0.0', '^1.0.0'), true);
  assert.equal(satisfies('1.9.9', '^1.0.0'), true);
});

test('increments prereleases only as far as needed', () => {
  assert.equal(increment('1.1.0-rc.1', 'minor'), '1.1.0');
  assert.equal(increment('1.1.0-rc.1', 'major'), '2.0.0');
  assert.equal(increment('1.1.1-rc.1', 'minor'), '1.2.0');
});

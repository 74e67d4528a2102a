import assert from 'node:assert/strict';
import { formatDuration, overlap, parseClock, parseDuration, relative } from '../src/duration.js';

describe('duration (hidden)', () => {
  it('parses', () => {
    assert.deepEqual(
      ['0s', '61s', '1m', '1h', '1d', ' 1d  2h 3m 4s ', '10m 10m', '90m'].map(parseDuration),
      [0, 61, 60, 3600, 86400, 93784, 1200, 5400],
    );
    for (const bad of ['', ' ', '5', 'h', '1.5h', '1h30m', '-1h', '1h x', '1w']) assert.equal(parseDuration(bad), null, bad);
  });
  it('formats', () => {
    assert.deepEqual(
      [1, 59, 60, 61, 3599, 3600, 3601, 3661, 86399, 86400, 86401, 90000, 93784, 864000].map(formatDuration),
      ['1s', '59s', '1m', '1m 1s', '59m 59s', '1h', '1h 1s', '1h 1m', '23h 59m', '1d', '1d 1s', '1d 1h', '1d 2h', '10d'],
    );
    assert.equal(formatDuration(-3661), '-1h 1m');
    assert.equal(formatDuration(0), '0s');
  });
  it('relative', () => {
    assert.deepEqual(
      [0, 59, -59, 60, -119, 120, 3599, -3600, 7199, 7200, 86399, -86400, 172800].map(relative),
      ['just now', 'just now', 'just now', 'in 1 minute', '1 minute ago', 'in 2 minutes', 'in 59 minutes', '1 hour ago', 'in 1 hour', 'in 2 hours', 'in 23 hours', '1 day ago', 'in 2 days'],
    );
  });
  it('clock and overlap', () => {
    assert.deepEqual(['00:00', '00:59', '01:00', '23:59'].map(parseClock), [0, 59, 60, 1439]);
    for (let a = 0; a < 6; a++) for (let b = a; b < 6; b++) for (let c = 0; c < 6; c++) for (let d = c; d < 6; d++) {
      let shared = 0;
      for (let m = 0; m < 6; m++) if (m >= a && m < b && m >= c && m < d) shared++;
      assert.equal(overlap([a, b], [c, d]), shared);
    }
  });
});

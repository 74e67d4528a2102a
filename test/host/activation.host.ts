import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('probe', () => {
  it('is there', () => {
    assert.ok(vscode.extensions.getExtension('credence-tests.probe'));
  });
});

import { describe, expect, it } from 'vitest';
import { changedLines } from '../../../src/environment/recent-changes.ts';

const lines = (diff: string) =>
  changedLines(diff, 'uncommitted').map(({ path, first, last }) => `${path} ${first}-${last}`);

describe('the changed lines of a diff', () => {
  it('are those of the new side; a gap is told by the lines around it', () => {
    const diff = `diff --git a/src/cart.ts b/src/cart.ts
index 1..2 100644
--- a/src/cart.ts
+++ b/src/cart.ts
@@ -3 +3 @@ function total() {
-  a
+  b
@@ -10,0 +11,2 @@
+++ b/not/a/path
+  c
@@ -20,3 +22,0 @@
-  gone
diff --git a/my file.py b/my file.py
--- a/my file.py\t
+++ b/my file.py\t
@@ -1 +1,2 @@
-x
+y
+z
diff --git a/old.ts b/old.ts
--- a/old.ts
+++ /dev/null
@@ -1,2 +0,0 @@
-x
`;
    expect(lines(diff)).toEqual([
      'src/cart.ts 3-3',
      'src/cart.ts 11-12',
      'src/cart.ts 22-23',
      'my file.py 1-2',
    ]);
  });

  it('are none in anything else', () => {
    expect(lines('')).toEqual([]);
    expect(lines('@@ -1 +1 @@\n+no file\n')).toEqual([]);
    expect(lines('fatal: bad revision')).toEqual([]);
  });
});

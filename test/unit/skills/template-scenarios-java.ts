const inClass = (body: string): string => `class A {\n  int limit = 3;\n\n${body}\n}\n`;

type Scenario = readonly [template: string, marked: string, within: number];

const BODIES: readonly Scenario[] = [
  ['comparison', '  boolean f(int a, int b) { return a «<⇒<=» b; }', 10],
  ['arithmetic', '  int f(int a, int b) { return a «+⇒-» b; }', 10],
  ['logical', '  boolean f(boolean a, boolean b) { return a «||⇒&&» b; }', 10],
  ['assignment', '  int f(int a) {\n    int s = 9;\n    s «+=⇒-=» a;\n    return s;\n  }', 15],
  ['operand-order', '  int f(int now, int born) { return «born - now⇒now - born»; }', 20],
  ['operand-dropped', '  int f(int n, int size) { return «n - size⇒n»; }', 15],
  ['precedence', '  int f(int a, int b) { return «a + b⇒(a + b)» / 2; }', 30],
  ['off-by-one', '  int f(int[] xs) { return xs[xs.length«⇒ - 1»]; }', 10],
  ['number-constant', '  int f(int s) { return s * «100⇒1000»; }', 50],
  ['bound-moved', '  String f(String s, int n, int gap) { return s.substring(0, n«⇒ - gap»); }', 50],
  ['index-place', '  int f(int[] xs) { return xs[«1⇒xs.length - 1»]; }', 20],
  ['negation', '  int f(boolean done) {\n    if («done⇒!done») return 1;\n    return 2;\n  }', 15],
  ['presence', '  int f(String s) {\n    if («s == null⇒s.isEmpty()») return 1;\n    return 2;\n  }', 20],
  ['condition-weakened', '  boolean f(int a, int b) { return «a > 0 && b > 0⇒a > 0»; }', 40],
  [
    'condition-strengthened',
    '  int f(int a, int b) {\n    if (a > 1«⇒ && b > 2») return 1;\n    while (b > 2) b -= 1;\n    return 0;\n  }',
    150,
  ],
  [
    'boolean-literal',
    '  boolean f(int a) {\n    if (a > 3) return «false⇒true»;\n    return limit > 1;\n  }',
    15,
  ],
  ['branches', '  int f(boolean n) { return n ? «1 : 2⇒2 : 1»; }', 25],
  ['variable', '  int f(int width, int height) { return width * «width⇒height»; }', 8],
  ['sibling-member', '  int f(int a, int b) { return Math.«min⇒max»(a, b); }', 10],
  ['other-member', '  int f(P p) { return p.first * p.first + p.«last⇒middle» + p.middle; }', 40],
  ['missing-self', '  void f(int m) { «limit⇒this.limit» = m; }\n  int g() { return this.limit; }', 30],
  ['argument-order', '  int f(int a, int b) { return g(«a, b⇒b, a»); }', 15],
  ['missing-argument', '  int f(int a, int b) { return g(a«⇒, b»); }', 30],
  ['extra-argument', '  int f(int a, int b) { return g(a«, b⇒»); }', 30],
  ['missing-copy', '  List<String> f(List<String> xs) { return «xs⇒new ArrayList<>(xs)»; }', 20],
  [
    'initial-value',
    '  List<String> f(int[] xs) {\n    List<String> out = «null⇒new ArrayList<>()»;\n    for (int x : xs) g(out);\n    return out;\n  }',
    33,
  ],
  ['string-literal', '  boolean f(String s) { return s.equals("«Yes⇒yes»"); }', 25],
  ['safe-lookup', '  int f(Map<String, Integer> d, String k) { return d«.get(k)⇒.getOrDefault(k, 0)»; }', 20],
  [
    'missing-guard',
    '  int f(List<Integer> xs) {\n«⇒    if (xs.isEmpty()) return 0;\n»    return xs.get(0) / xs.size();\n  }',
    60,
  ],
  [
    'missing-skip',
    '  void f(List<String> xs) {\n    for (String x : xs) {\n«⇒      if (x == null) continue;\n»      g(x);\n    }\n  }',
    300,
  ],
  ['missing-return', '  A f(int n) {\n    g(n);\n«⇒    return this;\n»  }', 30],
  [
    'loop-exit',
    '  void f(int[] xs) {\n    for (int x : xs) {\n      if (x < 0) «break⇒continue»;\n      g(x);\n    }\n  }',
    20,
  ],
  [
    'loop-exit',
    '  int f(int n) {\n    int s = 0;\n    switch (n) {\n      case 1:\n        s = 2;\n«⇒        break;\n»      case 2:\n        s = 3;\n    }\n    return s;\n  }',
    60,
  ],
  ['statement-removed', '  void f(List<String> xs) {\n«    xs.clear();\n⇒»    g(xs);\n  }', 40],
  ['statement-order', '  void f(Q q, Q r) {\n    «q.pop();⇒r.add(1);»\n    «r.add(1);⇒q.pop();»\n  }', 60],
  [
    'statement-moved',
    '  int f(int[] xs) {\n    int n = 0;\n    for (int x : xs) {\n      n += x;\n«      g(n);\n⇒»    }\n«⇒    g(n);\n»    return n;\n  }',
    80,
  ],
  [
    'missing-update',
    '  void f(int m) {\n    int n = 0;\n    while (n < m) {\n      g(m);\n«⇒      n++;\n»    }\n  }',
    60,
  ],
  [
    'donor-statement',
    '  void f(L a, L b, L c) {\n    a.sort(c);\n    for (int x : c) h(x);\n«⇒    b.sort(c);\n»  }',
    250,
  ],
  [
    'donor-expression',
    '  int f(int a, int n) {\n    int x = a * 2 + 3;\n    return n > 3 ? x : «n⇒a * 2 + 3»;\n  }',
    400,
  ],
  [
    'mirrored-case',
    '  int f(int n) {\n    if (n > 0) return 1;\n«⇒    if (n < 0) return -1;\n»    return 0;\n  }',
    100,
  ],
  [
    'copy-paste',
    '  int f(P a, P b) {\n    int startX = a.startOf();\n    int endX = a.«startOf⇒endOf»();\n    return b.endOf() + startX + endX;\n  }',
    10,
  ],
  ['wrapped', '  int f(int a, int b) { return «a - b⇒Math.abs(a - b)»; }', 30],
  ['unwrapped', '  int f(int a) { return g(«Math.abs(a)⇒a»); }', 40],
];

/** Scenarios of the templates in Java: nothing but its table was written for it. */
export const JAVA_SCENARIOS: readonly Scenario[] = BODIES.map(([template, body, within]) => [
  template,
  inClass(body),
  within,
]);

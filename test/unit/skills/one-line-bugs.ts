/**
 * Realistic one-line bugs, in ordinary code. A bug is written where it stands as `«wrong⇒right»`, so that a reader
 * sees both. They were chosen before the templates were looked at; what is not found is as informative.
 */
export interface Bug {
  readonly name: string;
  readonly path: string;
  readonly marked: string;
}

export const BUGS: readonly Bug[] = [
  {
    name: 'binary search leaves out the last window',
    path: 'search.ts',
    marked: `export function binarySearch(items: readonly number[], wanted: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low «<⇒<=» high) {
    const middle = Math.floor((low + high) / 2);
    const value = items[middle] ?? 0;
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
`,
  },
  {
    name: 'free shipping starts at the limit',
    path: 'cart.ts',
    marked: `interface Line { price: number; quantity: number }
const FREE_FROM = 50;
export function total(lines: Line[], country: string): number {
  let sum = 0;
  for (const line of lines) {
    sum += line.price * line.quantity;
  }
  const shipping = sum «>⇒>=» FREE_FROM ? 0 : country === 'DE' ? 5 : 12;
  return sum + shipping;
}
`,
  },
  {
    name: 'average divides by the wrong list',
    path: 'stats.ts',
    marked: `export function meanOfPositive(values: number[]): number {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return 0;
  const sum = positive.reduce((a, b) => a + b, 0);
  return sum / «values⇒positive».length;
}
`,
  },
  {
    name: 'page start is one page too far',
    path: 'pages.ts',
    marked: `export function pageOf<T>(items: T[], page: number, size: number): T[] {
  const start = «page⇒(page - 1)» * size;
  return items.slice(start, start + size);
}
`,
  },
  {
    name: 'numbers sorted as text',
    path: 'median.ts',
    marked: `export function median(values: number[]): number {
  const sorted = [...values].sort(«⇒(a, b) => a - b»);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 0
    ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
    : (sorted[middle] ?? 0);
}
`,
  },
  {
    name: 'a promise is not awaited',
    path: 'users.ts',
    marked: `interface Store { get(id: string): Promise<{ name: string } | undefined> }
export async function nameOf(store: Store, id: string): Promise<string> {
  const user = «store⇒await store».get(id);
  if (!user) return 'unknown';
  return user.name;
}
`,
  },
  {
    name: 'the input is changed in place',
    path: 'ranking.ts',
    marked: `interface Player { name: string; score: number }
export function ranking(players: Player[]): string[] {
  return «players⇒[...players]»
    .sort((a, b) => b.score - a.score)
    .map((player, index) => \`\${index + 1}. \${player.name}\`);
}
`,
  },
  {
    name: 'either condition should do',
    path: 'access.ts',
    marked: `interface User { id: string; role: string }
interface Document { owner: string; locked: boolean }
export function mayEdit(user: User, document: Document): boolean {
  if (document.locked) return user.role === 'admin';
  return user.role === 'admin' «&&⇒||» user.id === document.owner;
}
`,
  },
  {
    name: 'a zero is taken for nothing',
    path: 'options.ts',
    marked: `interface Options { retries?: number; delay?: number }
export function withDefaults(options: Options): { retries: number; delay: number } {
  return {
    retries: options.retries «||⇒??» 3,
    delay: options.delay ?? 100,
  };
}
`,
  },
  {
    name: 'the stack is used as a queue',
    path: 'graph.ts',
    marked: `export function distances(graph: Map<string, string[]>, from: string): Map<string, number> {
  const found = new Map([[from, 0]]);
  const queue = [from];
  while (queue.length > 0) {
    const node = queue.«pop⇒shift»();
    if (node === undefined) break;
    for (const next of graph.get(node) ?? []) {
      if (found.has(next)) continue;
      found.set(next, (found.get(node) ?? 0) + 1);
      queue.push(next);
    }
  }
  return found;
}
`,
  },
  {
    name: 'arguments in the wrong order',
    path: 'money.ts',
    marked: `function convert(amount: number, from: string, to: string, rates: Record<string, number>): number {
  return (amount / (rates[from] ?? 1)) * (rates[to] ?? 1);
}
export function inEuro(amount: number, currency: string, rates: Record<string, number>): number {
  return Math.round(convert(amount, «'EUR', currency⇒currency, 'EUR'», rates) * 100) / 100;
}
`,
  },
  {
    name: 'the empty list has no guard',
    path: 'longest.ts',
    marked: `export function longest(words: string[]): string | undefined {
«⇒  if (words.length === 0) return undefined;
»  let best = words[0] ?? '';
  for (const word of words) {
    if (word.length > best.length) best = word;
  }
  return best;
}
`,
  },
  {
    name: 'the running maximum starts too high for losses',
    path: 'subarray.ts',
    marked: `export function maximumSum(values: number[]): number {
  let best = «0⇒-Infinity»;
  let current = 0;
  for (const value of values) {
    current = Math.max(value, current + value);
    best = Math.max(best, current);
  }
  return best;
}
`,
  },
  {
    name: 'the last group is never flushed',
    path: 'chunk.js',
    marked: `export function chunk(items, size) {
  const chunks = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size« - 1⇒»));
  }
  return chunks;
}
`,
  },
  {
    name: 'a flag is not negated',
    path: 'todo.ts',
    marked: `interface Todo { id: number; title: string; done: boolean }
export function toggle(todos: readonly Todo[], id: number): Todo[] {
  return todos.map((todo) => (todo.id === id ? { ...todo, done: «todo.done⇒!todo.done» } : todo));
}
export function open(todos: readonly Todo[]): Todo[] {
  return todos.filter((todo) => !todo.done);
}
`,
  },
  {
    name: 'leap years by century',
    path: 'calendar.py',
    marked: `def is_leap(year):
    if year % 400 == 0:
        return True
    return year % 4 == 0 «or⇒and» year % 100 != 0


def days_in(month, year):
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31
`,
  },
  {
    name: 'primes are crossed out from too late a square',
    path: 'sieve.py',
    marked: `def primes(limit):
    composite = [False] * (limit + 1)
    found = []
    for number in range(2, limit«⇒ + 1»):
        if composite[number]:
            continue
        found.append(number)
        for multiple in range(number * number, limit + 1, number):
            composite[multiple] = True
    return found
`,
  },
  {
    name: 'a shared default list',
    path: 'tags.py',
    marked: `def add_tag(tag, tags=«[]⇒None»):
«⇒    if tags is None:
        tags = []
»    if tag not in tags:
        tags.append(tag)
    return tags
`,
  },
  {
    name: 'whole-number division loses the half',
    path: 'median.py',
    marked: `def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) «//⇒/» 2
`,
  },
  {
    name: 'the recursion gets the wrong remainder',
    path: 'gcd.py',
    marked: `def gcd(a, b):
    if b == 0:
        return a
    return gcd(«a % b, b⇒b, a % b»)
`,
  },
  {
    name: 'merge forgets the rest of the left side',
    path: 'merge.py',
    marked: `def merge(left, right):
    result = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            result.append(left[i])
            i += 1
        else:
            result.append(right[j])
            j += 1
    return result + left[i:] + right[«i⇒j»:]
`,
  },
  {
    name: 'a list is put in as one element',
    path: 'flatten.py',
    marked: `def flatten(items):
    result = []
    for item in items:
        if isinstance(item, list):
            result.«append⇒extend»(flatten(item))
        else:
            result.append(item)
    return result
`,
  },
  {
    name: 'the state of the object is not touched',
    path: 'account.py',
    marked: `class Account:
    def __init__(self, balance=0):
        self.balance = balance
        self.log = []

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError("insufficient funds")
        «balance⇒self.balance» = self.balance - amount
        self.log.append(("withdraw", amount))
        return self.balance
`,
  },
  {
    name: 'the word counter resets instead of counting',
    path: 'words.py',
    marked: `def count_words(text):
    counts = {}
    for word in text.lower().split():
        word = word.strip(".,;!?")
        if not word:
            continue
        counts[word] = counts.get(word, «1⇒0») + 1
    return counts
`,
  },
  {
    name: 'the loop gives up at the first mismatch',
    path: 'brackets.py',
    marked: `PAIRS = {")": "(", "]": "[", "}": "{"}


def balanced(text):
    stack = []
    for char in text:
        if char in "([{":
            stack.append(char)
        elif char in PAIRS:
            if not stack or stack.pop() «==⇒!=» PAIRS[char]:
                return False
    return not stack
`,
  },
  {
    name: 'the discount is added',
    path: 'discount.ts',
    marked: `export function discounted(price: number, percent: number, minimum: number): number {
  const reduced = price * (1 «+⇒-» percent / 100);
  return Math.max(reduced, minimum);
}
`,
  },
  {
    name: 'the result of the check is dropped',
    path: 'roman.py',
    marked: `VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def to_int(numeral):
    total = 0
    for index, letter in enumerate(numeral):
        value = VALUES[letter]
        if index + 1 < len(numeral) and value < VALUES[numeral[index + 1]]:
            total «+=⇒-=» value
        else:
            total += value
    return total
`,
  },
  {
    name: 'the cache key forgets an argument',
    path: 'cache.ts',
    marked: `const cache = new Map<string, number>();
export function power(base: number, exponent: number): number {
  const key = \`\${base}:\${«base⇒exponent»}\`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = base ** exponent;
  cache.set(key, value);
  return value;
}
`,
  },
  // Added after the templates had been written, as a check of them.
  {
    name: 'the wrong separator',
    path: 'parse.ts',
    marked: `export function parseQuery(query: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const part of query.replace(/^\\?/, '').split('«;⇒&»')) {
    const [key, value] = part.split('=');
    if (!key) continue;
    result[decodeURIComponent(key)] = decodeURIComponent(value ?? '');
  }
  return result;
}
`,
  },
  {
    name: 'time spent is added to the limit',
    path: 'debounce.ts',
    marked: `export function remaining(started: number, limit: number, now: number): number {
  const spent = now - started;
  return Math.max(0, limit «+⇒-» spent);
}
`,
  },
  {
    name: 'the cache holds one entry too few',
    path: 'lru.ts',
    marked: `export class Cache<T> {
  private readonly entries = new Map<string, T>();
  constructor(private readonly limit: number) {}
  set(key: string, value: T): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size «>=⇒>» this.limit) {
      const oldest = this.entries.keys().next().value;
      if (oldest !== undefined) this.entries.delete(oldest);
    }
  }
  get(key: string): T | undefined {
    return this.entries.get(key);
  }
}
`,
  },
  {
    name: 'case is changed the wrong way',
    path: 'slug.ts',
    marked: `export function slug(title: string): string {
  return title
    .trim()
    .«toUpperCase⇒toLowerCase»()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
`,
  },
  {
    name: 'rows are taken for columns',
    path: 'matrix.py',
    marked: `def transpose(rows):
    width = len(rows[0])
    height = len(rows)
    result = []
    for column in range(«height⇒width»):
        result.append([rows[row][column] for row in range(height)])
    return result
`,
  },
  {
    name: 'nothing may be transferred',
    path: 'bank.py',
    marked: `class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def transfer(self, other, amount):
        if amount «<⇒<=» 0 or amount > self.balance:
            return False
        self.balance -= amount
        other.balance += amount
        return True
`,
  },
  {
    name: 'one base case is missing',
    path: 'fib.py',
    marked: `def fib(n):
    if n «< 1⇒< 2»:
        return n
    return fib(n - 1) + fib(n - 2)
`,
  },
  {
    name: 'case is not folded',
    path: 'anagram.py',
    marked: `def group(words):
    groups = {}
    for word in words:
        key = "".join(sorted(word«⇒.lower()»))
        groups.setdefault(key, []).append(word)
    return list(groups.values())
`,
  },
  {
    name: 'the try block lets the promise out',
    path: 'retry.ts',
    marked: `export async function retry<T>(run: () => Promise<T>, times: number): Promise<T> {
  let last: unknown;
  for (let attempt = 0; attempt < times; attempt += 1) {
    try {
      «return run⇒return await run»();
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
`,
  },
  {
    name: 'the depth never shrinks',
    path: 'deep.ts',
    marked: `export function flatten(items: unknown[], depth: number): unknown[] {
  if (depth === 0) return items;
  return items.flatMap((item) => (Array.isArray(item) ? flatten(item, «depth⇒depth - 1») : [item]));
}
`,
  },
  {
    name: 'the turn goes the other way',
    path: 'rot.py',
    marked: `def rotate(items, steps):
    steps = steps % len(items)
    return items[«steps:⇒-steps:»] + items[:«steps⇒-steps»]
`,
  },
  {
    name: 'the product binds tighter',
    path: 'temperature.js',
    marked: `function toCelsius(f) {
  return «f - 32⇒(f - 32)» * 5 / 9;
}
module.exports = { toCelsius };
`,
  },
];

const MARK = /«([^⇒»]*)⇒([^»]*)»/g;

/** The buggy text and the right text of a marked one. */
export function textsOf(marked: string): { readonly wrong: string; readonly right: string } {
  return { wrong: marked.replace(MARK, '$1'), right: marked.replace(MARK, '$2') };
}

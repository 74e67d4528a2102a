/** As the other scenarios: what is forgotten in one of several places that are alike, or at the end of something. */
export const PARALLEL_SCENARIOS: ReadonlyArray<
  readonly [template: string, path: string, marked: string, within: number]
> = [
  [
    'missing-member',
    'a.py',
    'from dataclasses import dataclass\n\n\n@dataclass\nclass Order:\n    id: str\n    total: int\n    note: str = ""\n    tag: str = ""\n\n    def plain(self):\n        return {\n            "id": self.id,\n            "total": self.total,\n«⇒            "note": self.note,\n»            "tag": self.tag,\n        }\n',
    5,
  ],
  [
    'missing-member',
    'a.ts',
    'export interface Point { x: number; y: number; z: number }\nexport const same = (a: Point, b: Point) => a.x === b.x && a.y === b.y«⇒ && a.z === b.z»;\n',
    5,
  ],
  [
    'missing-member',
    'a.ts',
    'export class Steps {\n  constructor(readonly first: number, readonly last: number, readonly step = 1) {}\n  copy() {\n    return new Steps(this.first, this.last«⇒, this.step»);\n  }\n}\n',
    10,
  ],
  [
    'awaited-return',
    'a.ts',
    'class Loader {\n  kept = new Map<string, Promise<string>>();\n  async load(key: string) {\n    const pending = this.kept.get(key) ?? this.start(key);\n    try {\n      return «⇒await »pending;\n    } catch (error) {\n      this.kept.delete(key);\n      throw error;\n    }\n  }\n}\n',
    40,
  ],
  [
    'awaited-return',
    'a.py',
    'async def load(keep, key):\n    task = keep.start(key)\n    try:\n        return «⇒await »task\n    except KeyError:\n        keep.drop(key)\n        raise\n',
    40,
  ],
  ['missing-brackets', 'a.py', 'def key(name):\n    return name.lower«⇒()»\n', 10],
  [
    'receiver-bound',
    'a.ts',
    'class Clock {\n  ticks = 0;\n  start() {\n    setTimeout(«this.tick⇒() => this.tick()», 10);\n  }\n  tick() {\n    this.ticks++;\n  }\n}\n',
    20,
  ],
  [
    'rethrown',
    'a.ts',
    'async function read(d: Store, key: string) {\n  try {\n    return await d.load(key);\n  } catch (error) {\n    d.drop(key);«⇒\n    throw error;»\n  }\n}\n',
    20,
  ],
  [
    'rethrown',
    'a.py',
    'def read(d, key):\n    try:\n        return d.load(key)\n    except OSError:\n        d.drop(key)«⇒\n        raise»\n',
    40,
  ],
  [
    'finally-moved',
    'a.ts',
    'async function run(q: Queue) {\n  try {\n    await q.work();\n«    q.open -= 1;\n⇒»    q.done += 1;\n  } finally {\n«⇒    q.open -= 1;\n»    q.next();\n  }\n}\n',
    40,
  ],
  [
    'finally-moved',
    'a.py',
    'def run(lock, work):\n    lock.acquire()\n«    result = work()\n    lock.release()\n    return result\n⇒    try:\n        result = work()\n        return result\n    finally:\n        lock.release()\n»',
    60,
  ],
  ['missing-keyword', 'a.py', 'def midnight(now):\n    return now.replace(«⇒hour=0, »minute=0)\n', 20],
  [
    'as-elsewhere',
    'a.py',
    'class Fields:\n    def set(self, name, value):\n        self.all[name.lower()] = value\n\n    def drop(self, name):\n        del self.all[name.lower()]\n\n    def has(self, name):\n        return name«⇒.lower()» in self.all\n',
    20,
  ],
];

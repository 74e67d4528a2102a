import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelAccount } from '../../src/loop/events.ts';
import { type LoopbackModel, startLoopbackModel } from '../support/loopback-model.ts';
import { bytesOf, project } from './support/projects.ts';
import { bundlesTheTerminal, run, scratch, terminal } from './support/terminal.ts';

/** No template writes this: each name has to be taken apart. */
const NEEDS_A_WRITER = {
  'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}',
  'src/initials.js': 'export function initials(name) {\n  return name;\n}\n',
  'test/initials.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initials } from '../src/initials.js';
test('keeps a letter', () => assert.equal(initials('A'), 'A'));
test('takes the first letter of each name', () => assert.deepEqual([initials('Ada'), initials('Ada King')], ['A', 'AK']));
`,
};
const reply = (result: string): string =>
  `It returns the whole name.\n\nsrc/initials.js\n\`\`\`\n<<<<<<< SEARCH\n  return name;\n=======\n  return ${result};\n>>>>>>> REPLACE\n\`\`\`\n`;
const WRONG = reply('name[0]');
const RIGHT = reply("name.split(' ').map((part) => part[0]).join('')");

describe('models and what they cost', () => {
  bundlesTheTerminal();
  let servers: LoopbackModel[] = [];
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
  });
  const start = async (settings: Parameters<typeof startLoopbackModel>[0]): Promise<LoopbackModel> => {
    const server = await startLoopbackModel(settings);
    servers.push(server);
    return server;
  };
  const solve = (options: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
    run([project(NEEDS_A_WRITER), 'Make the failing tests pass', '--budget-seconds', '40', ...options], {
      environment,
    });

  it('the strong model is called when the edit of the fast one failed, and the account tells of both', async () => {
    const fast = await start({ replies: [WRONG] });
    const strong = await start({ replies: [RIGHT] });
    const prices = join(scratch, 'prices.json');
    writeFileSync(prices, '{"small": {"input": 1, "output": 1}, "large": {"input": 10, "output": 10}}');
    const ended = await solve([
      ...['--base-url', fast.baseUrl, '--model', 'small', '--prices', prices],
      ...['--strong-base-url', strong.baseUrl, '--strong-model', 'large'],
    ]);
    expect(ended.outcome, ended.stderr).toMatchObject({ verdict: 'solved' });
    expect(ended.outcome?.outcome.candidate?.skills).toContain('model:strong');
    // Nothing was asked of the strong one before verification had refused what the fast one wrote.
    const order = ended.events.flatMap((event): (ModelAccount | 'observed')[] =>
      event.type === 'ledger' ? [event.account] : event.type === 'observed' ? ['observed'] : [],
    );
    const accounts = order.filter((each) => each !== 'observed');
    expect(accounts[0]?.models.map(({ slot }) => slot)).toEqual(['fast']);
    expect(order.indexOf('observed')).toBeLessThan(order.findIndex((each) => hasStrong(each)));
    const last = accounts.at(-1);
    expect(last?.calls).toBe(fast.chats.length + strong.chats.length);
    // 18 tokens a call, as the servers count.
    const dollars = (18 * fast.chats.length + 180 * strong.chats.length) / 1e6;
    expect(last?.dollars).toBeCloseTo(dollars, 9);
    expect(ended.outcome?.outcome.spend).toMatchObject({ calls: last?.calls, tokens: last?.tokens });
    expect(ended.outcome?.outcome.spend.dollars).toBeCloseTo(dollars, 9);
  });

  it('a cap of dollars is held, and what is not asked is told', async () => {
    const server = await start({ replies: [WRONG] });
    const prices = join(scratch, 'dear.json');
    writeFileSync(prices, '{"loopback": {"input": 1000, "output": 1000}}');
    const ended = await solve([
      ...['--base-url', server.baseUrl, '--model', 'loopback', '--prices', prices, '--max-dollars', '0.01'],
    ]);
    expect(ended.code, ended.stderr).toBe(2);
    expect(server.chats).toHaveLength(0);
    const declined = ended.events.flatMap((event) => (event.type === 'declined' ? [event.reason] : []));
    expect(declined.join('\n')).toMatch(
      /loopback was not asked\. The call could cost \$.*of the budget's \$0\.01/,
    );
  });

  it('the key of one server is not sent to the other', async () => {
    const fast = await start({ replies: [WRONG] });
    const strong = await start({ replies: [RIGHT] });
    await solve(
      [
        ...['--base-url', fast.baseUrl, '--model', 'small'],
        ...['--strong-base-url', strong.baseUrl, '--strong-model', 'gpt-4o-mini'],
      ],
      { CREDENCE_API_KEY: 'key-of-the-fast-one' },
    );
    expect(fast.chats[0]?.headers.authorization).toBe('Bearer key-of-the-fast-one');
    expect(strong.chats.length).toBeGreaterThan(0);
    expect(JSON.stringify(strong.requests)).not.toContain('key-of-the-fast-one');
  });

  it('lists what a server has, and changes nothing', async () => {
    const server = await start({
      routes: { '/v1/models': { data: [{ id: 'Qwen/Qwen3', owned_by: 'vllm', max_model_len: 40960 }] } },
    });
    const folder = project(NEEDS_A_WRITER);
    const before = bytesOf(folder);
    const { node, cli, env } = terminal();
    const text = await promisify(execFile)(node, [cli, 'models', '--base-url', server.baseUrl], { env });
    expect(text.stdout).toMatch(/vLLM at http.*\n\s+Qwen\/Qwen3\s+40960\n/);
    const json = await run(['models', '--base-url', server.baseUrl]);
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({
      servers: [{ server: 'vLLM', models: [{ contextTokens: 40960 }] }],
    });
    await server.close();
    const wrong = await run(['models', '--base-url', server.baseUrl]);
    expect(wrong.code).toBe(2);
    expect(wrong.stdout).toMatch(/Could not reach 127\.0\.0\.1:\d+: nothing listens there/);
    expect(bytesOf(folder)).toEqual(before);
  });
});

function hasStrong(each: ModelAccount | string): boolean {
  return typeof each === 'object' && each.models.some(({ slot }) => slot === 'strong');
}

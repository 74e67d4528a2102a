import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { assessment } from '../../engine/assess.ts';
import { relevantBehaviors } from '../../engine/behaviors.ts';
import type { Assets } from '../../engine/run.ts';
import { TOOLS } from '../../engine/tools.ts';
import { verifyPatch } from '../../engine/verify/verify-patch.ts';
import type { Workspace } from '../tasks.ts';
import { withJsonSchema } from './json-schema.ts';

/** Whatever would write is not among the tools; what is run, is run in a copy. */
const READ_ONLY = { readOnlyHint: true, destructiveHint: false, openWorldHint: false } as const;

/**
 * Serves the tools for one workspace on the standard input and output, until the input ends. One call runs at a time:
 * each of them uses all of the machine that tests may use.
 */
export async function serveMcp(workspace: Workspace, assets: Assets): Promise<void> {
  const say = (words: string): void => void process.stderr.write(`credence: ${words}\n`);
  const running = new Set<AbortController>();
  let turn: Promise<unknown> = Promise.resolve();
  /** Waits for its turn; ends early with the call, and with the connection. */
  const inTurn = async (
    call: AbortSignal,
    work: (signal: AbortSignal) => Promise<object>,
  ): Promise<{ content: { type: 'text'; text: string }[]; isError?: boolean }> => {
    const controller = new AbortController();
    running.add(controller);
    const before = turn;
    const mine = (async () => {
      await before.catch(() => {});
      return work(AbortSignal.any([call, controller.signal]));
    })();
    turn = mine;
    try {
      return { content: [{ type: 'text', text: JSON.stringify(await mine, null, 1) }] };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return {
        content: [{ type: 'text', text: `Something went wrong inside Credence: ${why}` }],
        isError: true,
      };
    } finally {
      running.delete(controller);
    }
  };

  const create = (): McpServer => {
    const server = new McpServer(
      { name: 'credence', title: 'Credence', version: assets.version },
      {
        capabilities: { tools: {} },
        instructions: `Verifies patches of the project in ${workspace.folder} by its own compiler and tests, in an isolated copy. No tool changes its files.`,
      },
    );
    const { assess, verify, behaviors } = TOOLS;
    server.registerTool(
      assess.name,
      {
        title: assess.title,
        description: assess.description,
        inputSchema: withJsonSchema(assess.input),
        annotations: READ_ONLY,
      },
      ({ request }, context) =>
        inTurn(context.mcpReq.signal, (signal) =>
          assessment({ ...workspace, overlays: [], request }, assets, say, signal),
        ),
    );
    server.registerTool(
      verify.name,
      {
        title: verify.title,
        description: verify.description,
        inputSchema: withJsonSchema(verify.input),
        annotations: READ_ONLY,
      },
      (proposal, context) =>
        inTurn(context.mcpReq.signal, (signal) =>
          verifyPatch(
            { ...workspace, overlays: [], proposal },
            assets,
            { onProgress: () => {}, onNotice: say },
            signal,
          ),
        ),
    );
    server.registerTool(
      behaviors.name,
      {
        title: behaviors.title,
        description: behaviors.description,
        inputSchema: withJsonSchema(behaviors.input),
        annotations: READ_ONLY,
      },
      (query, context) =>
        inTurn(context.mcpReq.signal, async () => ({ behaviors: await relevantBehaviors(workspace, query) })),
    );
    return server;
  };
  const handle = serveStdio(create, { onerror: (error) => say(error.message) });
  const leave = (): void => {
    for (const controller of running) controller.abort();
    void handle.close();
  };
  process.stdin.on('end', leave);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
}

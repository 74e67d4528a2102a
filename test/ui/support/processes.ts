import { descendantsOf } from '../../../scripts/vscode/descendants.ts';
import type { Workbench } from './workbench.ts';

/** The editor's own: its server, its extension hosts, and what its built-in extensions run. */
const EDITORS_OWN = /credence-vscode\//;
/** Its two searches for open ports of other processes, now and then: a shell, what it lists and what it filters by. */
const EDITORS_PORT_SEARCH = /^(?:\/bin\/sh -c )?(?:ps -F -A -l|ls -l \/proc\/|grep (?:root|socket:)$)/;

/** Command lines of the sample's test runs under way. */
export function testRuns(workbench: Workbench): readonly string[] {
  return startedByProduct(workbench).filter((command) => command.includes('vitest'));
}

/** Command lines of everything that the product started and that still runs. */
export function startedByProduct(workbench: Workbench): readonly string[] {
  return descendantsOf(workbench.server.temporary)
    .map(({ command }) => command)
    .filter((command) => !EDITORS_OWN.test(command) && !EDITORS_PORT_SEARCH.test(command));
}

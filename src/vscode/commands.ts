/**
 * Every command that the extension registers, as package.json declares it; a test compares the two.
 * `palette` says when it is in the command palette: always, or only under a context key.
 */
export const COMMANDS = [
  { id: 'credence.solve', title: 'Solve Request…', palette: 'always' },
  { id: 'credence.fixProblem', title: 'Fix Problem at Cursor', palette: 'always' },
  { id: 'credence.passTest', title: 'Make Failing Test Pass', palette: 'always' },
  { id: 'credence.assess', title: 'Assess Request', palette: 'always' },
  { id: 'credence.showTrace', title: 'Show Trace', palette: 'always' },
  { id: 'credence.openHandbook', title: 'Open Handbook', palette: 'always' },
  { id: 'credence.setApiKey', title: 'Set API Key', palette: 'always' },
  { id: 'credence.chooseModel', title: 'Choose Model', palette: 'always' },
  { id: 'credence.stop', title: 'Stop', palette: 'always' },
  { id: 'credence.previewFix', title: 'Preview Fix', palette: 'credence.fixReady' },
  { id: 'credence.acceptFix', title: 'Accept Fix', palette: 'credence.fixReady' },
  { id: 'credence.showEvidence', title: 'Show Evidence', palette: 'credence.fixReady' },
  { id: 'credence.discardFix', title: 'Discard Fix', palette: 'credence.fixReady' },
] as const satisfies readonly { readonly id: string; readonly title: string; readonly palette: string }[];

export type CommandId = (typeof COMMANDS)[number]['id'];

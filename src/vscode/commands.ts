/** Every command, by the name that package.json declares. A test compares the two. */
export const COMMANDS = {
  solveRequest: 'credence.solveRequest',
  fixProblemAtCursor: 'credence.fixProblemAtCursor',
  makeTestPass: 'credence.makeTestPass',
  assessRequest: 'credence.assessRequest',
  showTrace: 'credence.showTrace',
  showHistory: 'credence.showHistory',
  searchHistory: 'credence.searchHistory',
  openHandbook: 'credence.openHandbook',
  setApiKey: 'credence.setApiKey',
  chooseModel: 'credence.chooseModel',
  stop: 'credence.stop',
  doctor: 'credence.doctor',
  openSample: 'credence.openSample',
} as const;

export type CommandName = keyof typeof COMMANDS;

/** Commands of menus and code actions; not in the palette. */
export const INTERNAL_COMMANDS = {
  fixDiagnostic: 'credence.fixDiagnostic',
  acceptPatch: 'credence.acceptPatch',
  discardPatch: 'credence.discardPatch',
  showEvidence: 'credence.showEvidence',
  openBehavior: 'credence.openBehavior',
  refreshHandbook: 'credence.refreshHandbook',
  openEpisode: 'credence.openEpisode',
  rerunEpisode: 'credence.rerunEpisode',
  resumeEpisode: 'credence.resumeEpisode',
  deleteEpisode: 'credence.deleteEpisode',
  showAllEpisodes: 'credence.showAllEpisodes',
  refreshHistory: 'credence.refreshHistory',
} as const;

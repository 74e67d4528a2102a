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
  createCheckpoint: 'credence.createCheckpoint',
  restoreCheckpoint: 'credence.restoreCheckpoint',
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
  applyFix: 'credence.applyFix',
  fixApplied: 'credence.fixApplied',
  lightbulbSettings: 'credence.lightbulbSettings',
  makeThisTestPass: 'credence.makeThisTestPass',
  fixSelection: 'credence.fixSelection',
  fixFile: 'credence.fixFile',
  fixTerminalSelection: 'credence.fixTerminalSelection',
  fixChanges: 'credence.fixChanges',
  compareAlternative: 'credence.compareAlternative',
  useAlternative: 'credence.useAlternative',
  whyNotOthers: 'credence.whyNotOthers',
  toggleHunk: 'credence.toggleHunk',
  openHunk: 'credence.openHunk',
} as const;

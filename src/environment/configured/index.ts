export { type CommandCheck, configuredChecks } from './configured-check.ts';
export { type ConfiguredRunner, configuredRunners, withoutConfigured } from './configured-runner.ts';
export { type ConfiguredCommand, commandsFor, parseCommands } from './settings.ts';

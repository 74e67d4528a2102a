import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandEnvironment } from './command-environment.ts';
import { runCommand } from './isolation/process.ts';

/** Where Linux tells of mains and batteries. */
const SUPPLIES = '/sys/class/power_supply';

/** Whether the machine runs on its battery now; false where nobody can tell. */
export async function isOnBattery(signal: AbortSignal, supplies = SUPPLIES): Promise<boolean> {
  if (process.platform === 'linux') return saysLinux(supplies);
  if (process.platform !== 'darwin') return false;
  const told = await runCommand({
    argv: ['pmset', '-g', 'batt'],
    cwd: '/',
    env: commandEnvironment({}),
    limitSeconds: 5,
    limitBytes: 10_000,
    signal,
  });
  return told.stdout.includes("'Battery Power'");
}

/** A battery that is being emptied, unless something says that the mains are there. */
function saysLinux(folder: string): boolean {
  const read = (supply: string, name: string): string => {
    try {
      return readFileSync(join(folder, supply, name), 'utf8').trim();
    } catch {
      return '';
    }
  };
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    return false;
  }
  const hasMains = names.some((name) => read(name, 'type') === 'Mains' && read(name, 'online') === '1');
  const drains = names.some(
    (name) => read(name, 'type') === 'Battery' && read(name, 'status') === 'Discharging',
  );
  return drains && !hasMains;
}

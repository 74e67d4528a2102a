import { statfsSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const MEGABYTE = 1024 * 1024;
const LOOK_MS = 250;
/** The clock of a disk may lag behind ours by a tick of the kernel. */
const CLOCK_MS = 50;

/**
 * Watches what is written into some folders. Adding up their files takes long, so they are added up only once the disk
 * as a whole has lost half as much free space as the folders may grow by: that is a single system call.
 */
export function watchDisk(
  folders: readonly string[],
  limitMegabytes: number,
  onExcess: (reason: string) => void,
): { stop(): void } {
  const began = Date.now() - CLOCK_MS;
  const first = folders.at(0);
  const before = first === undefined ? undefined : freeMegabytes(first);
  let isLooking = false;
  const timer = setInterval(() => {
    const free = first === undefined ? undefined : freeMegabytes(first);
    if (isLooking || before === undefined || free === undefined) return;
    if (before - free < limitMegabytes / 2) return;
    isLooking = true;
    void writtenSince(folders, began, limitMegabytes).then((megabytes) => {
      isLooking = false;
      if (megabytes > limitMegabytes) onExcess(`it wrote more than ${limitMegabytes} MB to the disk`);
    });
  }, LOOK_MS).unref();
  return { stop: () => clearInterval(timer) };
}

/** Megabytes of disk that files changed since then take, links not followed; stops counting above the limit. */
async function writtenSince(folders: readonly string[], since: number, limit: number): Promise<number> {
  let bytes = 0;
  const waiting = [...folders];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const within = folder;
    const entries = await readdir(within, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(within, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile()) {
        const stat = await lstat(path).catch(() => undefined);
        // A block is 512 bytes, whatever the disk's own size of one; a file with holes takes less than its length.
        if (stat !== undefined && stat.ctimeMs >= since) bytes += stat.blocks * 512;
        if (bytes > limit * MEGABYTE) return bytes / MEGABYTE;
      }
    }
  }
  return bytes / MEGABYTE;
}

function freeMegabytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return (bavail * bsize) / MEGABYTE;
  } catch {
    return undefined;
  }
}

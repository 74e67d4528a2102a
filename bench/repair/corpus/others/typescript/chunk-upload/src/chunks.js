import { createHash } from "node:crypto";

/**
 * Divides data into chunks of `size` bytes; the last one may be shorter.
 * Empty data has no chunks.
 * @param {Uint8Array} data
 * @param {number} size
 */
export function splitChunks(data, size) {
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`Bad chunk size: ${size}`);
  const count = Math.ceil(data.length / size);
  return Array.from({ length: count }, (_, index) => {
    const start = index * size;
    const bytes = data.subarray(start, start + size);
    return { index, start, bytes, checksum: checksum(bytes) };
  });
}

/** The first 16 hex digits of the SHA-256 of some bytes. */
export function checksum(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}

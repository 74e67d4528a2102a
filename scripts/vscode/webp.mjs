// Pictures as WebP, encoded by the browser that took them, and several of them as one that moves.

/** Encodes a PNG; `quality` is 0..1, `width` makes it narrower. */
export async function toWebp(page, png, { quality = 0.85, width } = {}) {
  const url = await page.evaluate(
    async ({ data, quality, width }) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const scale = width === undefined ? 1 : width / image.width;
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      const context = canvas.getContext('2d');
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/webp', quality);
    },
    { data: png.toString('base64'), quality, width },
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/**
 * One picture that moves, of stills of the same size (https://developers.google.com/speed/webp/docs/riff_container).
 * @param frames each a WebP and how long it is shown, in milliseconds
 */
export function animatedWebp(frames) {
  const parts = frames.map(({ webp, ms }) => ({ ms, chunks: picturesIn(webp) }));
  const { width, height } = sizeOf(parts[0].chunks);
  const header = Buffer.alloc(10);
  header[0] = 0x02;
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  const animation = Buffer.alloc(6);
  animation.writeUInt32LE(0xffffffff);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', header),
    // Shown for ever.
    chunk('ANIM', animation),
    ...parts.map(({ ms, chunks }) => {
      const frame = Buffer.alloc(16);
      frame.writeUIntLE(width - 1, 6, 3);
      frame.writeUIntLE(height - 1, 9, 3);
      frame.writeUIntLE(ms, 12, 3);
      // Each frame is whole, so nothing of the one before shines through.
      frame[15] = 0x02;
      return chunk('ANMF', Buffer.concat([frame, ...chunks.map(({ name, data }) => chunk(name, data))]));
    }),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
}

/** The chunks of a still that hold its picture. */
function picturesIn(webp) {
  const found = [];
  for (let at = 12; at + 8 <= webp.length; ) {
    const name = webp.toString('latin1', at, at + 4);
    const length = webp.readUInt32LE(at + 4);
    if (name === 'VP8 ' || name === 'VP8L' || name === 'ALPH')
      found.push({ name, data: webp.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return found;
}

function sizeOf(chunks) {
  const { name, data } = chunks.at(-1);
  if (name === 'VP8 ') return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
  const bits = data.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}

function chunk(name, data) {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

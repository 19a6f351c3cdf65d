import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Failure } from './failure.ts';

const UNPACK: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
};

const isZlibHeader = (b: Uint8Array) => ((b[0] ?? 0) & 0x0f) === 8 && (((b[0] ?? 0) << 8) | (b[1] ?? 0)) % 31 === 0;

/** Reads a stream to its end, at most `cap` bytes. */
export async function gather(stream: AsyncIterable<Uint8Array>, cap: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > cap) throw new Failure('too-large', `The document is larger than ${Math.round(cap / 1_000_000)} MB.`);
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

/** Undoes content codings, the last one first, under a cap on what comes out of each. */
export async function unpack(bytes: Buffer, codings: readonly string[], cap: number): Promise<Buffer> {
  let body = bytes;
  for (const coding of [...codings].reverse()) {
    const make = coding === 'deflate' ? (isZlibHeader(body) ? createInflate : createInflateRaw) : UNPACK[coding];
    if (!make) throw new Failure('encoding', `The server packed its answer as "${coding}", which it was not asked to.`);
    const through = make();
    const source = Readable.from([body]);
    source.pipe(through);
    try {
      body = await gather(through as unknown as AsyncIterable<Uint8Array>, cap);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure('encoding', 'The answer is packed, and the packing is damaged or cut off.');
    } finally {
      source.destroy();
    }
  }
  return body;
}

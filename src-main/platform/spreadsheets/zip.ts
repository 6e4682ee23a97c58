import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  name: string;
  /** The text, in pieces that need not exist at the same time. */
  text: Iterable<string>;
}

/** Bit 11: names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
/** 1980-01-01, the first day that the format knows: the same content gives the same bytes. */
const DAY = 0x0021;

/** A zip file of texts (PKWARE APPNOTE 4.3). Sizes beyond 4 GB are refused: RangeError. */
export async function zip(entries: Iterable<ZipEntry>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, text } of entries) {
    const { deflated, checksum, size } = await deflate(text);
    const packed = deflated.reduce((sum, part) => sum + part.length, 0);
    const label = Buffer.from(name, 'utf8');
    const facts = factsOf(checksum, packed, size, label.length);
    const header = Buffer.concat([numbers([4, 0x04034b50], [2, 20]), facts, label]);
    // Version made by and needed; after the facts: comment, disk, attributes, and where the entry begins.
    directory.push(
      numbers([4, 0x02014b50], [2, 20], [2, 20]),
      facts,
      numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
      label,
    );
    parts.push(header, ...deflated);
    at += header.length + packed;
  }
  const listed = Buffer.concat(directory);
  const count = directory.length / 4;
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, listed.length],
    [4, at],
    [2, 0],
  );
  const whole = new Uint8Array(at + listed.length + end.length);
  let to = 0;
  for (const part of [...parts, listed, end]) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}

async function deflate(text: Iterable<string>) {
  let checksum = 0;
  let size = 0;
  function* bytes() {
    for (const piece of text) {
      const part = Buffer.from(piece, 'utf8');
      checksum = crc32(part, checksum);
      size += part.length;
      yield part;
    }
  }
  const deflated: Buffer[] = [];
  for await (const part of Readable.from(bytes()).pipe(createDeflateRaw())) deflated.push(part as Buffer);
  return { deflated, checksum, size };
}

const factsOf = (checksum: number, packed: number, size: number, label: number): Buffer =>
  numbers(
    [2, FLAGS],
    [2, DEFLATED],
    [2, 0],
    [2, DAY],
    [4, checksum],
    [4, packed],
    [4, size],
    [2, label],
    [2, 0],
  );

/** Little-endian numbers, each with its length in bytes. */
function numbers(...list: [length: number, value: number][]): Buffer {
  const buffer = Buffer.alloc(list.reduce((sum, [length]) => sum + length, 0));
  let at = 0;
  for (const [length, value] of list) at = buffer.writeUIntLE(value, at, length);
  return buffer;
}

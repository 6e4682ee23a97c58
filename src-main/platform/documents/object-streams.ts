/**
 * Packs the small objects of a PDF into compressed object streams with a cross-reference stream (PDF 1.5, allowed in
 * PDF/A-2). pdfkit writes every object plainly; a tagged table has an object for each cell, and a month of statements
 * for thousands of members would be mostly that.
 */
import { deflateSync } from 'node:zlib';

/** Where an object is: at a byte offset of the file, or at a position inside an object stream. */
type ObjectPlace = { readonly offset: number } | { readonly stream: number; readonly position: number };

export interface ObjectWriter {
  /** One part of what pdfkit writes: a line of text or a run of bytes. */
  write(part: string | Uint8Array): void;
  /** A whole object that is no stream; its number came from `nextId`. */
  object(id: number, body: string): void;
  /** Packs what is left and ends the file; `trailer` holds the keys of the trailer dictionary. */
  close(trailer: string): Uint8Array;
}

const OBJECTS_PER_STREAM = 200;
const START = /^(\d+) 0 obj$/;

/** `nextId` gives numbers that no other object has. */
export function createObjectWriter(nextId: () => number): ObjectWriter {
  const chunks: Uint8Array[] = [];
  const places: (ObjectPlace | undefined)[] = [];
  let length = 0;
  let open: { id: number; body: string | undefined } | undefined;
  let packed: { id: number; body: Buffer }[] = [];

  const put = (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? Buffer.from(`${part}\n`, 'latin1') : trimmed(part);
    chunks.push(bytes);
    length += bytes.length;
  };

  const putStream = (id: number, dictionary: string, data: Uint8Array) => {
    places[id] = { offset: length };
    const deflated = deflateSync(data);
    put(`${id} 0 obj\n<< ${dictionary} /Filter /FlateDecode /Length ${deflated.length} >>\nstream`);
    put(deflated);
    put('\nendstream\nendobj');
  };

  const pack = () => {
    if (packed.length === 0) return;
    const stream = nextId();
    let offset = 0;
    const index = packed.map(({ id, body }, position) => {
      places[id] = { stream, position };
      const entry = `${id} ${offset}`;
      offset += body.length;
      return entry;
    });
    const head = Buffer.from(`${index.join(' ')}\n`, 'latin1');
    const dictionary = `/Type /ObjStm /N ${packed.length} /First ${head.length}`;
    putStream(stream, dictionary, Buffer.concat([head, ...packed.map(({ body }) => body)]));
    packed = [];
  };

  const object = (id: number, body: string) => {
    packed.push({ id, body: Buffer.from(`${body}\n`, 'latin1') });
    if (packed.length >= OBJECTS_PER_STREAM) pack();
  };

  const write = (part: string | Uint8Array) => {
    const start = typeof part === 'string' && !open ? START.exec(part) : null;
    if (start) {
      open = { id: Number(start[1]), body: undefined };
      return;
    }
    if (!open || typeof part !== 'string') return put(part);
    if (open.body === undefined) open.body = part;
    else if (part === 'endobj') {
      object(open.id, open.body);
      open = undefined;
    } else {
      // A stream: it cannot stand inside another one.
      places[open.id] = { offset: length };
      put(`${open.id} 0 obj`);
      put(open.body);
      put(part);
      open = undefined;
    }
  };

  return {
    write,
    object,
    close: (trailer) => {
      pack();
      const id = nextId();
      const start = length;
      places[id] = { offset: start };
      putStream(id, `/Type /XRef /Size ${places.length} /W [1 4 2] ${trailer}`, crossReferences(places));
      put(`startxref\n${start}\n%%EOF`);
      return Buffer.concat(chunks);
    },
  };
}

/** A compressed run is a view of a much larger buffer, which it would keep alive until the file is closed. */
const trimmed = (bytes: Uint8Array): Uint8Array =>
  bytes.buffer.byteLength > 2 * bytes.byteLength ? Uint8Array.from(bytes) : bytes;

const ENTRY = 7;

function crossReferences(places: readonly (ObjectPlace | undefined)[]): Uint8Array {
  const table = Buffer.alloc(places.length * ENTRY);
  for (let id = 0; id < places.length; id += 1) {
    const place = places[id];
    const at = id * ENTRY;
    if (!place) {
      table.writeUInt16BE(0xffff, at + 5);
    } else if ('offset' in place) {
      table.writeUInt8(1, at);
      table.writeUInt32BE(place.offset, at + 1);
    } else {
      table.writeUInt8(2, at);
      table.writeUInt32BE(place.stream, at + 1);
      table.writeUInt16BE(place.position, at + 5);
    }
  }
  return table;
}

/** The parts of a dossier, opened: each a PDF with pages to copy, or a line of the catalogue. */
import { degrees, PDFDocument, type PDFImage, type PDFPage } from '@pdfme/pdf-lib';
import type { BindRequest, DossierPart, UnreadablePart, UnreadableReason } from './binder-types.ts';
import type { Engine } from './engine.ts';
import { disarm, fitToA4, openPdf } from './foreign-pdf.ts';
import { imageFacts, isWholeImage, type ImageFacts } from './image-facts.ts';
import { PLATES_KIND } from './plates.ts';
import { millimetres, PAGE_HEIGHT } from './section.ts';

export interface LoadedPart {
  readonly id: string;
  readonly name: string;
  readonly note?: string;
  /** Absent for what is only listed. */
  readonly source?: { readonly document: PDFDocument; readonly indices: readonly number[] };
}

/** A picture of more than this many pixels would fill the memory while it is unpacked. */
const MOST_PIXELS = 120_000_000;

type Picture = Extract<DossierPart, { kind: 'image' }>;

export async function loadParts(
  engine: Engine,
  { parts, createdAt, unreadableNote }: BindRequest,
  onPart: (done: number) => void,
): Promise<{ loaded: LoadedPart[]; unreadable: UnreadablePart[] }> {
  const pictures = parts.filter((part): part is Picture => part.kind === 'image');
  const plates = await openPlates(engine, pictures, createdAt);
  const unreadable: UnreadablePart[] = [];
  const loaded: LoadedPart[] = [];
  for (const part of parts) {
    const opened = await open(part, plates);
    if ('reason' in opened) {
      unreadable.push({ id: part.id, name: part.name, reason: opened.reason });
      loaded.push({
        id: part.id,
        name: part.name,
        ...(unreadableNote !== undefined && { note: unreadableNote }),
      });
    } else loaded.push(opened);
    onPart(loaded.length);
  }
  return { loaded, unreadable };
}

async function open(part: DossierPart, plates: Plates): Promise<LoadedPart | { reason: UnreadableReason }> {
  const note = 'note' in part && part.note !== undefined ? { note: part.note } : {};
  const about = { id: part.id, name: part.name, ...note };
  if (part.kind === 'listed') return about;
  if (part.kind === 'image') {
    const mounted = await plates.mount(part);
    return typeof mounted === 'string' ? { reason: mounted } : { ...about, source: mounted };
  }
  const opened = await openPdf(part.bytes);
  if ('reason' in opened) return opened;
  const { document } = opened;
  if (part.kind === 'pdf') {
    for (const page of document.getPages()) {
      disarm(page);
      fitToA4(page);
    }
  }
  return { ...about, source: { document, indices: document.getPageIndices() } };
}

interface Plates {
  /** Draws a picture on its plate; answers why not when it cannot. */
  mount(picture: Picture): Promise<NonNullable<LoadedPart['source']> | UnreadableReason>;
}

/** All plates are one PDF, so that their captions share one font. */
async function openPlates(engine: Engine, pictures: readonly Picture[], createdAt: string): Promise<Plates> {
  if (pictures.length === 0) return { mount: () => Promise.resolve('notAnImage') };
  const request = { kind: PLATES_KIND, data: { captions: pictures.map(({ name }) => name) }, createdAt };
  const tops = engine.layout(request).pages.map((page) => PAGE_HEIGHT - page.pieces.at(-1)!.bottom);
  const document = await PDFDocument.load(engine.render(request).bytes, { updateMetadata: false });
  return {
    mount: async (picture) => {
      const facts = imageFacts(picture.bytes);
      if (!facts) return 'notAnImage';
      if (facts.pixels > MOST_PIXELS) return 'tooLarge';
      if (!isWholeImage(picture.bytes, facts)) return 'broken';
      const index = pictures.indexOf(picture);
      try {
        // A buffer of its own: the decoder reads the whole buffer beneath a view.
        const bytes = new Uint8Array(picture.bytes);
        const image = facts.type === 'png' ? await document.embedPng(bytes) : await document.embedJpg(bytes);
        await image.embed();
        if (image.width * image.height > MOST_PIXELS) return 'tooLarge';
        drawUpright(document.getPage(index), image, facts.turn, tops[index]! - millimetres(4));
      } catch {
        return 'broken';
      }
      return { document, indices: [index] };
    },
  };
}

/** Left for the binding, right, and below; in points. */
const LEFT = millimetres(28);
const RIGHT = millimetres(20);
const BOTTOM = millimetres(20);
/** Smaller pictures are shown at most at this resolution (dots per inch), not blown up to the sheet. */
const LEAST_DPI = 60;

function drawUpright(page: PDFPage, image: PDFImage, turn: ImageFacts['turn'], top: number): void {
  const room = { width: page.getWidth() - LEFT - RIGHT, height: top - BOTTOM };
  const turned = turn === 90 || turn === 270;
  const [width, height] = turned ? [image.height, image.width] : [image.width, image.height];
  const factor = Math.min(room.width / width, room.height / height, 72 / LEAST_DPI);
  const [shownWidth, shownHeight] = [width * factor, height * factor];
  const x = LEFT + (room.width - shownWidth) / 2;
  const y = top - shownHeight;
  // The point that the picture is turned about, for each turn clockwise.
  const origin = {
    0: { x, y },
    90: { x, y: y + shownHeight },
    180: { x: x + shownWidth, y: y + shownHeight },
    270: { x: x + shownWidth, y },
  }[turn];
  page.drawImage(image, {
    ...origin,
    width: image.width * factor,
    height: image.height * factor,
    rotate: degrees(-turn),
  });
}

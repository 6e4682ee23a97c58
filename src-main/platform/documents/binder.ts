/**
 * Many papers → one dossier: numbered, with a catalogue that tells the true pages. Runs in a document worker.
 *
 * The result is a plain PDF 1.7 with embedded fonts; PDF/A and tags are those of the papers, not of the bundle, because
 * a bundle may hold files from elsewhere.
 */
import { createHash } from 'node:crypto';
import { PDFDocument, PDFHexString } from '@pdfme/pdf-lib';
import { addBookmarks, addPageLabels, type Bookmark } from './bookmarks.ts';
import type { BindRequest, BoundDossier } from './binder-types.ts';
import { loadParts, type LoadedPart } from './binder-parts.ts';
import { stampPages } from './binder-stamps.ts';
import type { Binding, FrontPaper, PreparedBinding } from './binding.ts';
import { planDossier, type DossierPlan } from './dossier-plan.ts';
import type { Engine, ProgressListener } from './engine.ts';
import { InvalidData, LayoutFailure, UnreadableParts } from './errors.ts';
import { isInstant } from '../dates.ts';
import { disarm } from './foreign-pdf.ts';

export interface Binder {
  /** Rejects with UnreadableParts, MissingGlyphs, InvalidData, LayoutFailure; never a dossier with a part left out. */
  bind(request: BindRequest, onProgress?: ProgressListener): Promise<BoundDossier>;
}

const CREATOR = 'Fengqiao Desk';

export function createBinder({ engine, bindings }: { engine: Engine; bindings: readonly Binding[] }): Binder {
  const known = new Map(bindings.map((binding) => [binding.kind, binding]));
  return {
    bind: async (request, onProgress) => {
      const binding = known.get(request.binding);
      if (!binding) throw new LayoutFailure('unknown-kind', `no binding of kind ${request.binding}`);
      if (!isInstant(request.createdAt)) {
        throw new InvalidData(request.binding, [{ path: 'createdAt', message: 'not an instant' }]);
      }
      return bind(engine, binding.prepare(request.data), request, onProgress);
    },
  };
}

async function bind(
  engine: Engine,
  binding: PreparedBinding,
  request: BindRequest,
  onProgress: ProgressListener = () => undefined,
): Promise<BoundDossier> {
  const { createdAt, watermark } = request;
  const marked = watermark === undefined ? {} : { watermark };
  const steps = request.parts.length + 3;
  const { loaded, unreadable } = await loadParts(engine, request, (done) => onProgress(done, steps));
  if (request.unreadable === 'refuse' && unreadable.length > 0) throw new UnreadableParts(unreadable);

  const render = async (paper: FrontPaper): Promise<PDFDocument> => {
    const { bytes } = engine.render({ kind: paper.kind, data: paper.data, createdAt, ...marked });
    return PDFDocument.load(bytes, { updateMetadata: false });
  };
  // What is numbered gets its mark with its number.
  const renderInside = async (paper: FrontPaper): Promise<PDFDocument> => {
    const { bytes } = engine.render({ kind: paper.kind, data: paper.data, createdAt });
    return PDFDocument.load(bytes, { updateMetadata: false });
  };
  const { plan, closing } = await settleClosing(binding, loaded, renderInside);
  const [coverPaper, cataloguePaper] = [binding.cover(), binding.catalogue(plan)];
  const cover = await render(coverPaper);
  const catalogue = await render(cataloguePaper);
  const around = cover.getPageCount() + catalogue.getPageCount();
  const backPaper = (pages: number) =>
    binding.backCover({ ...plan, allPages: around + plan.numberedPages + pages });
  let back = await render(backPaper(1));
  if (back.getPageCount() > 1) back = await render(backPaper(back.getPageCount()));
  onProgress(steps - 2, steps);

  const bundle = await PDFDocument.create({ updateMetadata: false });
  const bookmarks: Bookmark[] = [];
  const append = async (
    name: string,
    source: PDFDocument,
    indices: readonly number[] = source.getPageIndices(),
  ) => {
    bookmarks.push({ name, page: bundle.getPageCount() });
    for (const page of await bundle.copyPages(source, [...indices])) {
      disarm(page);
      bundle.addPage(page);
    }
  };
  await append(coverPaper.name, cover);
  await append(cataloguePaper.name, catalogue);
  const firstNumbered = bundle.getPageCount();
  for (const part of loaded)
    if (part.source) await append(part.name, part.source.document, part.source.indices);
  for (const { paper, document } of closing) await append(paper.name, document);
  const identity = identityOf(request, binding.canonical);
  await stampPages(bundle, engine, {
    first: firstNumbered,
    count: plan.numberedPages,
    places: request.stamps ?? { odd: 'right', even: 'right' },
    createdAt,
    identity,
    ...marked,
  });
  const lastNumbered = bundle.getPageCount();
  await append(binding.backCover({ ...plan, allPages: 0 }).name, back);
  onProgress(steps - 1, steps);

  addBookmarks(bundle, bookmarks);
  addPageLabels(bundle, [
    { from: 0, numbered: false, prefix: coverPaper.name },
    { from: cover.getPageCount(), numbered: false, prefix: cataloguePaper.name },
    ...(plan.numberedPages > 0 ? [{ from: firstNumbered, numbered: true, prefix: '' }] : []),
    { from: lastNumbered, numbered: false, prefix: bookmarks.at(-1)!.name },
  ]);
  describe(bundle, binding, createdAt, identity);
  const saved = await bundle.save({
    useObjectStreams: true,
    objectsPerTick: Infinity,
    updateFieldAppearances: false,
  });
  const bytes = new Uint8Array(saved);
  onProgress(steps, steps);
  return {
    bytes,
    pages: bundle.getPageCount(),
    numberedPages: plan.numberedPages,
    entries: plan.entries,
    unreadable,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

interface ClosingPaper {
  readonly paper: FrontPaper;
  readonly document: PDFDocument;
}

/** The closing papers may speak of page counts that they are part of: rendered until the counts stand still. */
async function settleClosing(
  binding: PreparedBinding,
  loaded: readonly LoadedPart[],
  render: (paper: FrontPaper) => Promise<PDFDocument>,
): Promise<{ plan: DossierPlan; closing: readonly ClosingPaper[] }> {
  const parts = loaded.map(({ id, name, note, source }) => ({
    id,
    name,
    pages: source ? source.indices.length : null,
    ...(note !== undefined && { note }),
  }));
  const planWith = (papers: readonly FrontPaper[], counts: readonly number[]) =>
    planDossier([
      ...parts,
      ...papers.map(({ name, kind }, index) => ({ id: `closing:${kind}`, name, pages: counts[index] ?? 1 })),
    ]);
  let counts: number[] = [];
  let papers = binding.closing(planDossier(parts));
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const plan = planWith(papers, counts);
    papers = binding.closing(plan);
    const closing: ClosingPaper[] = [];
    for (const paper of papers) closing.push({ paper, document: await render(paper) });
    const found = closing.map(({ document }) => document.getPageCount());
    if (
      found.length === plan.entries.length - parts.length &&
      found.every((count, index) => count === (counts[index] ?? 1))
    )
      return { plan, closing };
    counts = found;
  }
  throw new LayoutFailure(
    'internal',
    'the closing papers of a dossier change their length with their own page numbers',
  );
}

const MOST_ATTEMPTS = 4;

/** 16 bytes that are the same for the same request and no other. */
function identityOf(request: BindRequest, canonical: string): Uint8Array {
  const hash = createHash('sha256').update(
    `${request.binding}\n${request.createdAt}\n${request.watermark ?? ''}\n${canonical}\n`,
  );
  for (const part of request.parts) {
    hash.update(`${part.kind}\n${part.id}\n${part.name}\n`);
    if (part.kind !== 'listed') hash.update(part.bytes);
  }
  return hash.digest().subarray(0, 16);
}

function describe(
  bundle: PDFDocument,
  binding: PreparedBinding,
  createdAt: string,
  identity: Uint8Array,
): void {
  const date = new Date(createdAt);
  bundle.setTitle(binding.title, { showInWindowTitleBar: true });
  bundle.setAuthor(binding.author);
  bundle.setCreator(CREATOR);
  bundle.setProducer(CREATOR);
  bundle.setCreationDate(date);
  bundle.setModificationDate(date);
  bundle.setLanguage('zh-CN');
  const id = PDFHexString.of(Buffer.from(identity).toString('hex'));
  bundle.context.trailerInfo.ID = bundle.context.obj([id, id]);
}

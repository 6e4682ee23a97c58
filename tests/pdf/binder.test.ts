/** Bound dossiers looked at with other people's programs: the catalogue tells the truth, nothing is lost, nothing acts. */
import { createHash } from 'node:crypto';
import { deflateSync, crc32 } from 'node:zlib';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument, PDFName, PDFString, StandardFonts } from '@pdfme/pdf-lib';
import { afterEach, describe, expect, it } from 'vitest';
import { dossierBindings } from '../../src-main/document-templates.ts';
import type { MediationDossierData } from '../../src-main/mediation/documents/dossier-binding-data.ts';
import { createBinder } from '../../src-main/platform/documents/binder.ts';
import type {
  BindRequest,
  BoundDossier,
  DossierPart,
} from '../../src-main/platform/documents/binder-types.ts';
import { UnreadableParts } from '../../src-main/platform/documents/errors.ts';
import { imageFacts } from '../../src-main/platform/documents/image-facts.ts';
import { createDocumentPool, type DocumentRenderer } from '../../src-main/platform/documents/pool.ts';
import { formRequest } from './form-samples.ts';
import {
  checkFile,
  engine,
  FONTS_DIR,
  fontsOf,
  infoOf,
  render,
  solid,
  textOf,
  unpacked,
} from './pdf-tools.ts';
import { COMMITTEE, CREATED_AT, longAgreement } from './sample-data.ts';

const DATA: MediationDossierData = {
  committee: COMMITTEE,
  number: '（2026）栖尧人调字第15号',
  cover: {
    title: '杨某兰漏水损害赔偿纠纷',
    mediators: ['张某某'],
    filedBy: '周某',
    filedOn: '2026-08-20',
    retention: '长期',
  },
  situation: {
    text: '本卷宗编号{pages}页，材料齐全。',
    filedBy: '周某',
    checkedBy: '吴某',
    filedOn: '2026-08-20',
  },
  back: { evidenceBags: 1, filedBy: '周某', checkedBy: '吴某', date: '2026-08-20' },
};

const paper = (code: Parameters<typeof formRequest>[0], name: string): DossierPart => {
  const { kind, data } = formRequest(code, 'single');
  return { id: code, name, kind: 'paper', bytes: render(kind, data) };
};
const longPaper = (): DossierPart => ({
  id: 'agreement',
  name: '人民调解协议书',
  kind: 'paper',
  bytes: render('mediation.agreement', longAgreement),
});

/** A PNG of one colour with a dark upper left quarter, so that a turn can be seen. */
function png(width: number, height: number): Uint8Array {
  const rows = Buffer.alloc(height * (1 + width * 3), 0xcc);
  for (let y = 0; y < height; y += 1) {
    rows[y * (1 + width * 3)] = 0;
    if (y < height / 2)
      rows.fill(0x22, y * (1 + width * 3) + 1, y * (1 + width * 3) + 1 + Math.floor(width / 2) * 3);
  }
  const chunk = (type: string, body: Buffer) => {
    const data = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(body.length, 0);
    frame.writeUInt32BE(crc32(data), 4);
    return Buffer.concat([frame.subarray(0, 4), data, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PDF as other programs make them: other sizes, turned pages, a link, a script. */
async function foreign(sizes: readonly [number, number, number][]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  sizes.forEach(([width, height, turn], index) => {
    const page = document.addPage([width, height]);
    page.setRotation(degrees(turn));
    page.drawText(`foreign page ${index + 1}`, { x: 40, y: height / 2, size: 14, font });
    page.node.set(
      PDFName.of('AA'),
      document.context.obj({ O: { S: 'JavaScript', JS: PDFString.of('app.alert(1)') } }),
    );
    const link = document.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [0, 0, 50, 50],
      A: { S: 'URI', URI: PDFString.of('http://example.com/spy') },
    });
    page.node.set(PDFName.of('Annots'), document.context.obj([link]));
  });
  return document.save();
}

const binder = () => createBinder({ engine: engine(), bindings: dossierBindings });
const bind = (parts: readonly DossierPart[], extra: Partial<BindRequest> = {}): Promise<BoundDossier> =>
  binder().bind({
    binding: 'mediation.dossier',
    data: DATA,
    parts,
    createdAt: CREATED_AT,
    unreadable: 'refuse',
    ...extra,
  });

/** Text of every page, in file order. */
const pageTexts = (bytes: Uint8Array): string[] => textOf(bytes).split('\f').slice(0, -1).map(solid);

/** Rows of the printed catalogue: name → first page. */
function printedCatalogue(bytes: Uint8Array, names: readonly string[]): Map<string, number> {
  const text = textOf(bytes)
    .split('\f')
    .find((page) => solid(page).includes('序号文书名称页号'))!;
  return new Map(
    names.flatMap((name) => {
      const match = new RegExp(`${name}\\s+(\\d+)`, 'u').exec(text);
      return match ? [[name, Number(match[1])] as const] : [];
    }),
  );
}

let pool: DocumentRenderer | undefined;
afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

async function everything(): Promise<DossierPart[]> {
  return [
    paper('applicationForm', '人民调解申请书'),
    paper('rightsNotice', '权利义务告知书'),
    { id: 'photo', name: '现场照片甲', kind: 'image', bytes: png(400, 300) },
    {
      id: 'scan',
      name: '物业合同',
      kind: 'pdf',
      bytes: await foreign([
        [595, 842, 0],
        [842, 1191, 0],
        [300, 400, 90],
      ]),
    },
    { id: 'disc', name: '监控录像光盘', kind: 'listed', note: '另附' },
    longPaper(),
    paper('receipt', '收条'),
  ];
}

describe('a bound dossier', () => {
  it('would notice a catalogue number that is not the page on which the part begins', async () => {
    const parts = await everything();
    const bound = await bind(parts);
    checkFile(bound.bytes);
    const texts = pageTexts(bound.bytes);
    expect(texts).toHaveLength(bound.pages);
    expect(infoOf(bound.bytes)['Pages']).toBe(String(bound.pages));

    const marks: Record<string, string> = {
      人民调解申请书: '人民调解申请书',
      权利义务告知书: '人民调解当事人权利义务告知书',
      现场照片甲: '现场照片甲',
      物业合同: 'foreignpage1',
      人民调解协议书: '人民调解协议书',
      收条: '收条',
      卷宗情况说明: '卷宗情况说明',
    };
    const printed = printedCatalogue(bound.bytes, Object.keys(marks));
    expect([...printed.keys()]).toEqual(Object.keys(marks));
    const front = bound.pages - 1 - bound.numberedPages;
    for (const [name, first] of printed) {
      expect(texts[front + first - 1], `${name} on page ${first}`).toContain(marks[name]);
      expect(bound.entries.find((entry) => entry.name === name)!.firstPage).toBe(first);
    }
    expect(texts[1]).toContain('监控录像光盘—另附');
  });

  it('would notice a number that is missing, doubled, or on a cover', async () => {
    const bound = await bind(await everything());
    // Read back by their place, in the upper right corner.
    const stamps = stampBoxes(bound.bytes);
    expect(stamps).toEqual(Array.from({ length: bound.numberedPages }, (_, index) => index + 1));
  });

  it('tells the totals on the back cover and in the situation note', async () => {
    const bound = await bind(await everything());
    const texts = pageTexts(bound.bytes);
    expect(texts.at(-1)).toContain(`本卷宗连面带底共计${bound.pages}页，附证物1袋。`);
    expect(texts.at(-2)).toContain(`本卷宗编号${bound.numberedPages}页`);
  });

  it('keeps a catalogue of several pages true', async () => {
    const parts: DossierPart[] = Array.from({ length: 60 }, (_, index) => ({
      id: `photo${index}`,
      name: `第${index + 1}号照片（${'甲乙丙丁'[index % 4]}面墙体渗漏情况）`,
      kind: 'image',
      bytes: png(40 + index, 30),
    }));
    const bound = await bind(parts);
    const texts = pageTexts(bound.bytes);
    const front = bound.pages - 1 - bound.numberedPages;
    expect(front).toBeGreaterThan(2);
    bound.entries.slice(0, 60).forEach(({ name, firstPage }) => {
      expect(texts[front + firstPage! - 1]).toContain(solid(name));
    });
  });

  it('has bookmarks, page labels, a title without personal data, embedded fonts; nothing acts', async () => {
    const bound = await bind([
      paper('applicationForm', '人民调解申请书'),
      ...(await everything()).slice(3, 4),
    ]);
    const outline = await outlineOf(bound.bytes);
    expect(outline).toEqual(['封面', '卷内目录', '人民调解申请书', '物业合同', '卷宗情况说明', '封底']);
    const plain = unpacked(bound.bytes);
    expect(plain).toContain('/PageLabels');
    expect(plain).not.toContain('JavaScript');
    expect(plain).not.toContain('example.com');
    const info = infoOf(bound.bytes);
    expect(info['Title']).toBe('人民调解卷宗 （2026）栖尧人调字第15号');
    expect(info['Author']).toBe(COMMITTEE);
    for (const font of fontsOf(bound.bytes)) if (font.name !== 'Helvetica') expect(font.embedded).toBe(true);
  });

  it('brings every sheet to A4, lying or upright, and does not show what a crop box hid', async () => {
    const cropped = await PDFDocument.load(await foreign([[842, 1191, 0]]));
    const page = cropped.getPage(0);
    page.setCropBox(100, 500, 300, 300);
    const { width } = page.getSize();
    page.drawText('SECRET-OUTSIDE', { x: width - 200, y: 20, size: 10 });
    const bound = await bind([
      {
        id: 'a',
        name: '大图',
        kind: 'pdf',
        bytes: await foreign([
          [1191, 842, 0],
          [300, 400, 90],
          [2000, 700, 270],
        ]),
      },
      { id: 'b', name: '裁剪', kind: 'pdf', bytes: await cropped.save() },
    ]);
    for (const line of sizesOf(bound.bytes)) expect(['595x842', '842x595']).toContain(line);
    expect(stampBoxes(bound.bytes)).toEqual([1, 2, 3, 4, 5]);
    // Hidden by the clip: no ink of it on the sheet.
    expect(inkBelow(bound.bytes, 3 + 3)).toBe(false);
  });

  it('is the same file, byte for byte, for the same request, in this thread and in a worker', async () => {
    const parts = await everything();
    const first = await bind(parts);
    const second = await bind(parts);
    expect(second.sha256).toBe(first.sha256);
    expect(createHash('sha256').update(first.bytes).digest('hex')).toBe(first.sha256);
    pool = createDocumentPool({
      entry: new URL('../support/document-worker.mjs', import.meta.url),
      fontsDir: FONTS_DIR,
      size: 1,
    });
    const steps: number[] = [];
    const third = await pool.bind(
      { binding: 'mediation.dossier', data: DATA, parts, createdAt: CREATED_AT, unreadable: 'refuse' },
      { onProgress: (done) => steps.push(done) },
    );
    expect(third.sha256).toBe(first.sha256);
    expect(third.entries).toEqual(first.entries);
    expect(steps.at(-1)).toBe(parts.length + 3);
    const other = await bind(parts, { createdAt: '2026-08-01T00:00:00.000Z' });
    expect(other.sha256).not.toBe(first.sha256);
  });

  it('puts numbers where the binder wants them: outer corners for a dossier printed on both sides', async () => {
    const bound = await bind([longPaper()], { stamps: { odd: 'right', even: 'left' } });
    expect(stampBoxes(bound.bytes, 'left').length).toBe(Math.floor(bound.numberedPages / 2));
  });
});

describe('files that cannot be bound', () => {
  const broken = (): DossierPart[] => [
    { id: 'locked', name: '加密的合同', kind: 'pdf', bytes: encrypted() },
    {
      id: 'cut',
      name: '残缺的扫描件',
      kind: 'pdf',
      bytes: render('mediation.receipt', formRequest('receipt', 'single').data).slice(0, 900),
    },
    { id: 'text', name: '不是图片', kind: 'image', bytes: Buffer.from('hello, this is no picture at all') },
    { id: 'half', name: '半张照片', kind: 'image', bytes: png(200, 200).slice(0, 80) },
    { id: 'bomb', name: '过大的图片', kind: 'image', bytes: hugeHeader() },
  ];

  it('refuses the dossier and names every one of them, through the worker too', async () => {
    const parts = [paper('receipt', '收条'), ...broken()];
    const reasons = (error: unknown) =>
      (error as UnreadableParts).parts.map(({ id, reason }) => [id, reason]);
    const wanted = [
      ['locked', 'encrypted'],
      ['cut', 'broken'],
      ['text', 'notAnImage'],
      ['half', 'broken'],
      ['bomb', 'tooLarge'],
    ];
    await expect(bind(parts)).rejects.toSatisfy((error) => error instanceof UnreadableParts);
    expect(reasons(await bind(parts).catch((error: unknown) => error))).toEqual(wanted);
    pool = createDocumentPool({
      entry: new URL('../support/document-worker.mjs', import.meta.url),
      fontsDir: FONTS_DIR,
      size: 1,
    });
    const failed = pool.bind({
      binding: 'mediation.dossier',
      data: DATA,
      parts,
      createdAt: CREATED_AT,
      unreadable: 'refuse',
    });
    expect(reasons(await failed.catch((error: unknown) => error))).toEqual(wanted);
  });

  it('lists them as kept apart when asked to: none is dropped in silence', async () => {
    const bound = await bind([paper('receipt', '收条'), ...broken()], {
      unreadable: 'list',
      unreadableNote: '另附原件',
    });
    const catalogue = pageTexts(bound.bytes)[1]!;
    for (const { name } of broken()) expect(catalogue).toContain(`${name}—另附原件`);
    expect(bound.unreadable.map(({ id }) => id)).toEqual(broken().map(({ id }) => id));
    expect(bound.numberedPages).toBe(2);
  });
});

describe('imageFacts', () => {
  it('reads the kind from the bytes and the turn from EXIF in both byte orders', () => {
    expect(imageFacts(png(7, 5))).toEqual({ type: 'png', pixels: 35, turn: 0 });
    expect(imageFacts(Buffer.from('GIF89a this is a gif, not a jpeg'))).toBeUndefined();
    for (const little of [true, false]) {
      const turns = [1, 2, 3, 4, 5, 6, 7, 8].map(
        (orientation) => imageFacts(exifJpeg(orientation, little))!.turn,
      );
      expect(turns).toEqual([0, 0, 180, 180, 90, 90, 270, 270]);
    }
    expect(imageFacts(exifJpeg(6, true).subarray(0, 20))!.turn).toBe(0);
  });
});

function exifJpeg(orientation: number, little: boolean): Uint8Array {
  const bytes = Buffer.alloc(60);
  bytes.writeUInt16BE(0xffd8, 0);
  bytes.writeUInt16BE(0xffe1, 2);
  bytes.writeUInt16BE(40, 4);
  bytes.write('Exif\0\0', 6, 'latin1');
  const tiff = 12;
  bytes.write(little ? 'II' : 'MM', tiff, 'latin1');
  const u16 = (value: number, at: number) =>
    little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const u32 = (value: number, at: number) =>
    little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  u16(42, tiff + 2);
  u32(8, tiff + 4);
  u16(1, tiff + 8);
  u16(0x0112, tiff + 10);
  u16(3, tiff + 12);
  u32(1, tiff + 14);
  u16(orientation, tiff + 18);
  return bytes;
}

function hugeHeader(): Uint8Array {
  const bytes = Buffer.from(png(10, 10));
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  return bytes;
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-bind-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, parameters: readonly string[]): string {
  const result = spawnSync(program, parameters, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.error || result.status !== 0)
    throw new Error(`${program}: ${result.error?.message ?? result.stderr}`);
  return result.stdout;
}

function encrypted(): Uint8Array {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'a.pdf'), render('mediation.receipt', formRequest('receipt', 'single').data));
    run('qpdf', ['--encrypt', 'user', 'owner', '256', '--', join(folder, 'a.pdf'), join(folder, 'b.pdf')]);
    return readFileSync(join(folder, 'b.pdf'));
  });
}

/** Numbers that stand in an upper corner, within 20 mm of both edges of the sheet as it is read. */
function stampBoxes(bytes: Uint8Array, corner: 'left' | 'right' = 'right'): number[] {
  return inFolder((folder) => {
    const file = join(folder, 'a.pdf');
    writeFileSync(file, bytes);
    const html = run('pdftotext', ['-bbox', file, '-']);
    return html
      .split('<page ')
      .slice(1)
      .flatMap((page) => {
        // The program gives words as the sheet is read, but the sheet as it is stored.
        const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page)!;
        return [
          ...page.matchAll(
            /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(\d+)<\/word>/g,
          ),
        ]
          .filter(([, xMin, , xMax, yMax]) => {
            const beside =
              corner === 'left'
                ? Number(xMin) < 57
                : [width, height].some((edge) => Math.abs(Number(edge) - 37.3 - Number(xMax)) < 10);
            return beside && Number(yMax) < 45;
          })
          .map((match) => Number(match[5]));
      });
  });
}

const sizesOf = (bytes: Uint8Array): string[] =>
  inFolder((folder) => {
    const file = join(folder, 'a.pdf');
    writeFileSync(file, bytes);
    const info = run('pdfinfo', ['-f', '1', '-l', '999', file]);
    return [...info.matchAll(/Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)/g)].map(
      ([, width, height]) => `${Math.round(Number(width))}x${Math.round(Number(height))}`,
    );
  });

/** Whether anything is printed on the lower third of a page. */
const inkBelow = (bytes: Uint8Array, page: number): boolean =>
  inFolder((folder) => {
    writeFileSync(join(folder, 'a.pdf'), bytes);
    run('pdftoppm', [
      '-gray',
      '-r',
      '20',
      '-f',
      String(page),
      '-l',
      String(page),
      join(folder, 'a.pdf'),
      join(folder, 'p'),
    ]);
    const name = run('ls', [folder])
      .split('\n')
      .find((each) => each.endsWith('.pgm'))!;
    const image = readFileSync(join(folder, name));
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 40).toString('latin1'))!;
    const pixels = image.subarray(head[0].length);
    return pixels.subarray(Math.floor((pixels.length * 2) / 3)).some((grey) => grey < 200);
  });

async function outlineOf(bytes: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(bytes);
  const { context } = document;
  const titles: string[] = [];
  const root = context.lookup(document.catalog.get(PDFName.of('Outlines'))) as unknown as Dict;
  let item = context.lookup(root.get(PDFName.of('First'))) as unknown as Dict | undefined;
  while (item) {
    titles.push((item.get(PDFName.of('Title')) as unknown as { decodeText(): string }).decodeText());
    const next = item.get(PDFName.of('Next'));
    item = next ? (context.lookup(next) as unknown as Dict) : undefined;
  }
  return titles;
}
interface Dict {
  get(name: PDFName): Parameters<PDFDocument['context']['lookup']>[0];
}

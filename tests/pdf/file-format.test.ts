import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src-main/platform/documents/engine.ts';
import { InvalidData, LayoutFailure, MissingGlyphs } from '../../src-main/platform/documents/errors.ts';
import { documentTemplates } from '../../src-main/document-templates.ts';
import {
  checkFile,
  engine,
  FONTS_DIR,
  fontsOf,
  infoOf,
  render,
  solid,
  solidTextOf,
  structureOf,
  unpacked,
  wordBoxesOf,
} from './pdf-tools.ts';
import {
  acceptanceData,
  applicationData,
  CREATED_AT,
  longAgreement,
  shortAgreement,
  statementOf,
} from './sample-data.ts';

const DOCUMENTS = [
  ['mediation.agreement', longAgreement],
  ['mediation.applicationForm', applicationData],
  ['mediation.acceptanceForm', acceptanceData],
  ['timebank.statement', statementOf(60)],
  ['timebank.statementBatch', { statements: [statementOf(2, 1), statementOf(40, 2)] }],
] as const;

/** Page numbers, and the running header of a statement. */
const FURNITURE = /第\d+页共\d+页|积分·时长对账单DZ\d{6}-\d{4}\d{12}/gu;

const POINTS_PER_MM = 72 / 25.4;

describe.each(DOCUMENTS)('%s as a file', (kind, data) => {
  const bytes = render(kind, data);

  it('is a sound file of A4 pages with title, author, dates and language', () => {
    expect(checkFile(bytes)).toContain('No syntax or stream encoding errors found');
    const info = infoOf(bytes);
    expect(info['Page size']).toContain('A4');
    expect(info['Title']).toMatch(/人民调解|对账单/u);
    expect(info['Author']).toMatch(/委员会|中心/u);
    expect(info['CreationDate']).toBe('2026-07-01T02:03:04Z');
    expect(info['ModDate']).toBe('2026-07-01T02:03:04Z');
    expect(info['Tagged']).toBe('yes');
    expect(Number(info['Pages'])).toBe(engine().layout({ kind, data, createdAt: CREATED_AT }).pages.length);
  });

  it('declares PDF/A-2b and has what that asks for: XMP, output intent, embedded subset fonts, file identifier', () => {
    const fonts = fontsOf(bytes);
    expect(fonts.length).toBeGreaterThanOrEqual(2);
    for (const font of fonts) expect(font).toMatchObject({ embedded: true, subset: true, unicode: true });
    const text = unpacked(bytes);
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(text).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(text).toContain('/S /GTS_PDFA1');
    expect(text).toContain('/Lang (zh-CN)');
    expect(text).toContain('/DisplayDocTitle true');
    expect(text).toMatch(/\/ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\]/);
    expect(text).not.toContain('/Encrypt');
    // Nothing transparent, and never the box that stands for a missing glyph.
    expect(text).not.toMatch(/\/ca |\/SMask/);
    expect(text).not.toMatch(/<(?:[0-9a-f]{4})*?0000(?:[0-9a-f]{4})*> Tj/);
  });

  it('keeps to the margins: 28 mm for the binding, nothing beyond the right edge', () => {
    const boxes = wordBoxesOf(bytes);
    expect(boxes.length).toBeGreaterThan(10);
    expect(Math.min(...boxes.map(({ xMin }) => xMin))).toBeGreaterThanOrEqual(28 * POINTS_PER_MM - 0.5);
    expect(Math.max(...boxes.map(({ xMax }) => xMax))).toBeLessThanOrEqual((210 - 18) * POINTS_PER_MM + 0.5);
  });

  it('is the same file, byte for byte, from another engine and with the data in another order', () => {
    const other = createEngine({ fontsDir: FONTS_DIR, templates: documentTemplates });
    // Another document first: what an engine drew before must leave no trace.
    other.render({ kind: 'mediation.agreement', data: shortAgreement, createdAt: CREATED_AT });
    const reordered = Object.fromEntries(Object.entries(data).toReversed());
    const again = other.render({ kind, data: reordered, createdAt: CREATED_AT });
    expect(Buffer.compare(again.bytes, bytes)).toBe(0);
    expect(again.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(again.templateVersion).toBeGreaterThanOrEqual(1);
  });
});

describe('structure tree', () => {
  // Small documents: poppler walks the whole page for every element.
  it.each([
    ['mediation.agreement', shortAgreement, ['Document', 'Sect', 'H1', 'P', 'H2', 'L', 'LI', 'LBody']],
    ['mediation.applicationForm', applicationData, ['Document', 'H1', 'Table', 'TR', 'TH', 'TD']],
    ['timebank.statement', statementOf(2), ['Document', 'H1', 'H2', 'Table', 'TR', 'TH', 'TD', 'Note']],
  ] as const)('%s is tagged in reading order, page numbers outside', (kind, data, tags) => {
    const bytes = render(kind, data);
    const tree = structureOf(bytes);
    for (const tag of tags) expect(tree).toMatch(new RegExp(`^\\s*${tag}\\b`, 'm'));
    expect(tree).not.toMatch(/第 1 页/);
    // What the tags say is what the page says, in the same order, without the page furniture.
    const said = [...tree.matchAll(/"([^"]*)"/g)].map((match) => solid(match[1]!)).join('');
    expect(said).toBe(solidTextOf(bytes).replace(FURNITURE, ''));
  });
});

describe('identity of a file', () => {
  it('changes with data, time, watermark and foot note', () => {
    const base = { kind: 'mediation.agreement', data: shortAgreement, createdAt: CREATED_AT };
    const requests = [
      base,
      { ...base, data: { ...shortAgreement, remarks: '一' } },
      { ...base, createdAt: '2026-07-01T02:03:05.000Z' },
      { ...base, watermark: '草稿' },
      { ...base, footerNote: '打印人：周某' },
    ];
    const hashes = requests.map((request) => engine().render(request).sha256);
    expect(new Set(hashes).size).toBe(requests.length);
  });

  it('survives a committee name that would break the metadata packet', () => {
    const bytes = render('mediation.agreement', { ...shortAgreement, committee: 'A&B <联合> 调解委员会' });
    expect(infoOf(bytes)['Author']).toBe('A&B <联合> 调解委员会');
    expect(unpacked(bytes)).toContain('A&amp;B &lt;');
  });
});

describe('drafts', () => {
  it('carry the watermark on every page, beneath the text and outside the structure; issued papers never', () => {
    const draft = render('mediation.agreement', longAgreement, { watermark: '草稿' });
    const issued = render('mediation.agreement', longAgreement);
    const pages = Number(infoOf(draft)['Pages']);
    expect(solidTextOf(draft).split('草稿').length - 1).toBe(pages);
    expect(solidTextOf(issued)).not.toContain('草稿');
    expect(structureOf(render('mediation.agreement', shortAgreement, { watermark: '草稿' }))).not.toContain(
      '草稿',
    );
    expect(solidTextOf(draft).indexOf('草稿')).toBe(0);
  });

  it('can be looked at while almost nothing is typed', () => {
    const empty = { committee: '某某调解委员会', parties: [], facts: '' };
    for (const [kind, data] of [
      ['mediation.agreement', { ...empty, clauses: [{ kind: 'payment', payers: [], payees: [] }] }],
      ['mediation.agreement', { ...empty, clauses: [] }],
      ['mediation.applicationForm', { ...empty, requests: [] }],
      ['mediation.acceptanceForm', { ...empty, source: 'referral', disputeType: '' }],
    ] as const) {
      expect(solidTextOf(render(kind, data, { watermark: '草稿' }))).toContain('某某调解委员会');
    }
  });
});

describe('refusals', () => {
  it('names every character that no font draws, and prints nothing', () => {
    const data = {
      ...shortAgreement,
      facts: '张\u{F0000}三，李\uE000四，王\u0007五，赵\uD840六，\uFFFD，\u202E，\u2219',
    };
    const attempt = () => render('mediation.agreement', data);
    expect(attempt).toThrow(MissingGlyphs);
    try {
      attempt();
    } catch (error) {
      const { characters } = error as MissingGlyphs;
      expect(characters.map(({ codePoint }) => codePoint)).toEqual([
        'U+F0000',
        'U+E000',
        'U+0007',
        'U+D840',
        'U+FFFD',
        'U+202E',
        'U+2219',
      ]);
      expect(characters.at(-1)!.character).toBe('\u2219');
    }
  });

  it('says where data is wrong without repeating it', () => {
    const data = {
      ...shortAgreement,
      clauses: [{ kind: 'payment', payers: ['甲'], payees: ['乙'], amount: 0.5 }],
    };
    try {
      render('mediation.agreement', data);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidData);
      expect((error as InvalidData).issues.map(({ path }) => path)).toEqual(['clauses.0.amount']);
      expect((error as InvalidData).message).not.toContain('杨某兰');
    }
  });

  it('refuses a statement that does not tie out', () => {
    const statement = statementOf(5);
    const wrong = { ...statement, coins: { ...statement.coins, closing: statement.coins.closing + 1 } };
    expect(() => render('timebank.statement', wrong)).toThrow(InvalidData);
    expect(() => render('timebank.statementBatch', { statements: [statement, wrong] })).toThrow(
      /statements\.1\.coins/,
    );
  });

  it('refuses unknown kinds and instants that are none', () => {
    expect(() => render('mediation.nothing', {})).toThrow(LayoutFailure);
    expect(() => render('mediation.agreement', shortAgreement, { createdAt: '2026-07-01' })).toThrow(
      InvalidData,
    );
  });
});

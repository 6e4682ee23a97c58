import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgreementData } from '../../src-main/mediation/documents/agreement-data.ts';
import type { LaidOutDocument, LaidOutPage } from '../../src-main/platform/documents/layout.ts';
import { contentHeight, defaultSection, FORM_MARGINS } from '../../src-main/platform/documents/section.ts';
import { engine } from './pdf-tools.ts';
import {
  acceptanceData,
  applicant,
  applicationData,
  CREATED_AT,
  FACTS,
  respondent,
  shortAgreement,
  statementOf,
} from './sample-data.ts';

const lay = (kind: string, data: unknown): LaidOutDocument =>
  engine().layout({ kind, data, createdAt: CREATED_AT });

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏';

function agreementWith(
  parties: number,
  clauses: number,
  clauseLength: number,
  agents: number,
): AgreementData {
  return {
    ...shortAgreement,
    parties: Array.from({ length: parties }, (_, index) => ({
      ...(index % 5 === 4 ? respondent : applicant),
      role: index === 0 ? 'applicant' : 'respondent',
      name: `${SURNAMES[index % SURNAMES.length]}某${index + 1}`,
      representatives: index < agents ? [{ kind: 'agent', name: `代理人${index + 1}` }] : [],
    })),
    clauses: Array.from({ length: clauses }, (_, index) => ({
      kind: 'other',
      text: `第${index + 1}项约定：${FACTS.replaceAll('\n', '').slice(0, clauseLength)}`,
    })),
    copies: parties + 1,
  };
}

const TEXT = new Set(['text', 'list', 'note', 'row']);

/** Lines of text that stand on the page before its first signature. */
function textBeforeSignature(page: LaidOutPage): number {
  const first = page.pieces.findIndex(({ role }) => role === 'signature');
  return page.pieces.slice(0, first).filter(({ role }) => TEXT.has(role)).length;
}

function expectSoundPages(document: LaidOutDocument): void {
  const signing = document.pages.filter((page) => page.pieces.some(({ role }) => role === 'signature'));
  expect(signing.length).toBeGreaterThan(0);
  expect(textBeforeSignature(signing[0]!)).toBeGreaterThanOrEqual(2);
  for (const page of document.pages) {
    expect(page.pieces.length).toBeGreaterThan(0);
    for (const [index, piece] of page.pieces.entries()) {
      expect(piece.bottom).toBeLessThanOrEqual(page.textBottom + 0.01);
      if (index > 0) expect(piece.top).toBeGreaterThanOrEqual(page.pieces[index - 1]!.bottom - 0.01);
    }
    expect(['title', 'heading']).not.toContain(page.pieces.at(-1)!.role);
  }
}

describe('signature blocks', () => {
  it('would notice one that stands alone on a page: 1–60 clauses, 2–30 parties', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 6 }),
        (parties, clauses, length, agents) => {
          expectSoundPages(lay('mediation.agreement', agreementWith(parties, clauses, length, agents)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('would notice one at every possible place of the page break', () => {
    for (let clauses = 1; clauses <= 60; clauses += 1) {
      for (const parties of [2, 3, 12, 30])
        expectSoundPages(lay('mediation.agreement', agreementWith(parties, clauses, 0, 0)));
    }
  });

  it('stays on one page when it fits on one, and keeps seal and date beside the last signers when it does not', () => {
    for (const parties of [2, 8, 16, 24, 30]) {
      const { pages } = lay('mediation.agreement', agreementWith(parties, 7, 60, 0));
      const parts = pages
        .map((page) => page.pieces.filter(({ role }) => role === 'signature'))
        .filter((part) => part.length > 0);
      const total = parts.flat().reduce((sum, { top, bottom }) => sum + bottom - top, 0);
      const capacity = contentHeight(defaultSection({ margins: FORM_MARGINS }));
      if (total < capacity - 60) expect(parts.length).toBe(1);
      expect(parts.at(-1)!.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('holds for the forms and the statement too', () => {
    for (let lines = 1; lines <= 40; lines += 1) {
      const facts = '双方因琐事争吵，经劝解无效。'.repeat(lines * 2);
      const application = lay('mediation.applicationForm', { ...applicationData, facts });
      const signing = application.pages.find((page) => page.pieces.some(({ role }) => role === 'signature'))!;
      expect(textBeforeSignature(signing)).toBeGreaterThanOrEqual(2);
      const acceptance = lay('mediation.acceptanceForm', { ...acceptanceData, facts });
      const registering = acceptance.pages.find((page) =>
        page.pieces.some(({ role }) => role === 'signature'),
      )!;
      expect(textBeforeSignature(registering)).toBeGreaterThanOrEqual(2);
      const statement = lay('timebank.statement', statementOf(lines));
      const sealing = statement.pages.find((page) => page.pieces.some(({ role }) => role === 'signature'))!;
      expect(textBeforeSignature(sealing)).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('tables and forms over several pages', () => {
  it('would notice a page of rows without a heading', () => {
    const { pages } = lay('timebank.statement', statementOf(200));
    expect(pages.length).toBeGreaterThan(6);
    for (const page of pages) {
      const roles = page.pieces.map(({ role }) => role);
      const firstRow = roles.indexOf('row');
      // The form above the first table has no heading.
      if (firstRow >= 0 && page.number > 1 && !roles.slice(0, firstRow).includes('heading'))
        expect(roles[0]).toBe('head');
    }
  });

  it('would notice a total that stands alone on a page, or a heading without a row', () => {
    for (let lines = 1; lines <= 60; lines += 1) {
      for (const page of lay('timebank.statement', statementOf(lines)).pages) {
        const roles = page.pieces.map(({ role }) => role);
        roles.forEach((role, index) => {
          if (role === 'head') expect(roles[index + 1]).toBe('row');
        });
      }
    }
  });

  it('runs a long account of the facts over pages without losing a character', () => {
    const facts = Array.from(
      { length: 90 },
      (_, index) => `第${index + 1}段事实陈述，${'双方各执一词，'.repeat(6)}`,
    ).join('\n');
    const { pages } = lay('mediation.applicationForm', { ...applicationData, facts });
    expect(pages.length).toBeGreaterThan(3);
    const text = pages
      .flatMap((page) => page.lines.map(({ line }) => line.glyphs.map((glyph) => glyph.text).join('')))
      .join('');
    expect(text).toContain(facts.replaceAll('\n', ''));
    expect(text.split('纠纷简要情况').length - 1).toBe(1);
  });

  it('numbers the pages of every statement of a batch from 1', () => {
    const counts = [3, 60, 1, 25];
    const statements = counts.map((count, index) => statementOf(count, index + 1));
    const { pages } = lay('timebank.statementBatch', { statements });
    const alone = statements.map((data) => lay('timebank.statement', data).pages.length);
    expect(pages.map(({ section, number, of }) => [section, number, of])).toEqual(
      alone.flatMap((of, section) => Array.from({ length: of }, (_, index) => [section, index + 1, of])),
    );
  });
});

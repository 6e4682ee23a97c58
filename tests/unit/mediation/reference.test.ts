import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingCodes } from '../../../src-main/mediation/checker.ts';
import { timelineOf } from '../../../src-main/mediation/timeline.ts';
import { loadReference } from '../../../src-main/platform/reference-data/reference.ts';

const reference = await loadReference(join(import.meta.dirname, '../../../seeds'));
const qixia = '320113';
const today = '2026-07-01';

describe('reference data of mediation', () => {
  it('has the 18 national types, each once, in Qixia as anywhere', () => {
    const national = reference.inForce('disputeTypes', qixia, today).filter((type) => type.national);
    expect(national).toHaveLength(18);
    expect(new Set(national.map((type) => type.name)).size).toBe(18);
    const subTypes = national.flatMap((type) => type.subTypes.map((sub) => sub.code));
    expect(new Set(subTypes).size).toBe(subTypes.length);
  });

  it('names only types and sources that exist in its deadlines', () => {
    const types = reference.all('disputeTypes').map((type) => type.code);
    const sources = reference.all('referralSources').map((source) => source.code);
    for (const term of reference.all('deadlines')) {
      for (const type of term.disputeTypes) expect(types, term.code).toContain(type);
      for (const source of term.referralSources) expect(sources, term.code).toContain(source);
    }
  });

  it('lets a region replace a rule by its own of the same code', () => {
    const general = (region: string) => reference.one('deadlines', 'mediate.general', region, today);
    expect(general(qixia)).toMatchObject({ length: 1, unit: 'months', verified: false });
    expect(general('440305')).toMatchObject({ length: 30, unit: 'days', verified: true });
    expect(reference.inForce('checkerTerms', qixia, today).some((term) => term.kind === 'localRule')).toBe(
      false,
    );
    expect(reference.inForce('checkerTerms', '330203', today).some((term) => term.kind === 'localRule')).toBe(
      true,
    );
  });

  it('says of every unverified record that it is, and where it comes from', () => {
    for (const kind of ['deadlines', 'checkerTerms', 'formTexts', 'holidays', 'numberPatterns'] as const) {
      for (const record of reference.all(kind)) {
        expect(record.source, record.code).not.toBe('');
        if (/unverified|general knowledge|habit/.test(record.source))
          expect(record.verified, record.code).toBe(false);
      }
    }
  });

  it('has a pattern for every kind of number, and each makes different numbers', () => {
    const kinds = ['case', 'agreement', 'paper', 'sheet', 'volunteer', 'statement'];
    const patterns = kinds.map((kind) => reference.one('numberPatterns', kind, qixia, today).pattern);
    expect(new Set(patterns).size).toBe(kinds.length);
    // Cases of the paper age are entered under their own year.
    expect(reference.one('numberPatterns', 'case', qixia, '2010-05-29').pattern).toContain('{serial}');
  });

  it('has an area tree without a loop, an orphan or a code used twice: nine streets, no invented grid', () => {
    const { nodes } = reference.one('areaTrees', qixia, qixia, today);
    const codes = nodes.map((node) => node.code);
    expect(new Set(codes).size).toBe(codes.length);
    nodes.forEach((node, index) => {
      if (node.parent === null) expect(node.level).toBe('district');
      else expect(codes.slice(0, index), node.name).toContain(node.parent);
    });
    expect(nodes.filter((node) => node.level === 'street')).toHaveLength(9);
    expect(nodes.filter((node) => node.level === 'grid')).toEqual([]);
  });

  it('prints the rights of art. 23, the duties of art. 24 and the effect of art. 31–33 in the notice', () => {
    const notice = reference.one('formTexts', 'rightsNotice', qixia, today).paragraphs.join('');
    for (const article of ['第二十三条', '第二十四条', '第三十一条', '第三十二条', '第三十三条']) {
      expect(notice).toContain(article);
    }
  });
});

describe('codes for the window', () => {
  it('names each finding once', () => expect(new Set(findingCodes).size).toBe(findingCodes.length));

  it('puts what happened on one day in the order in which it can have happened', () => {
    const on = '2026-07-01';
    const entries = timelineOf({
      appliedOn: on,
      source: 'oralApplication',
      number: '号',
      acceptedOn: on,
      rightsNotifiedOn: on,
      declinedOn: null,
      declineReason: '',
      sessions: [{ heldOn: on, number: 1, late: false }],
      agreement: { form: 'written', concludedOn: on, number: '号', effectiveOn: on },
      papers: [{ on, kind: 'mediation.agreement', number: '号', id: 'x' }],
      closedOn: on,
      outcome: 'performed',
      terminatedOn: null,
      terminationReason: '',
      records: [
        { on, what: 'receipt', params: { amountFen: '100' } },
        { on, what: 'caucus', params: { number: '2' } },
      ],
    });
    expect(entries.map((entry) => entry.what)).toEqual([
      'applied',
      'accepted',
      'rightsNotified',
      'session',
      'caucus',
      'agreementConcluded',
      'paperIssued',
      'agreementEffective',
      'receipt',
      'closed',
    ]);
  });
});

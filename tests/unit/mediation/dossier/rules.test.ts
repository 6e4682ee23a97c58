import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { papers } from '../../../../src-main/contract/mediation/case-papers.ts';
import {
  completenessOf,
  contentsOf,
  type CatalogueRow,
  type Choice,
  type Material,
} from '../../../../src-main/mediation/dossier/contents.ts';
import type { DossierFacts } from '../../../../src-main/mediation/dossier/facts.ts';
import { packFor, type FormPack } from '../../../../src-main/mediation/dossier/pack.ts';
import { scoreOf, type QualityRule, type ScoreInput } from '../../../../src-main/mediation/dossier/score.ts';
import { archiveBlockersOf } from '../../../../src-main/mediation/archive/archiving.ts';
import {
  retainUntil,
  retentionRuleFor,
  type EndedCase,
  type RetentionRule,
} from '../../../../src-main/mediation/archive/retention.ts';

const seeds = <T>(name: string): T[] =>
  (
    JSON.parse(readFileSync(join(import.meta.dirname, '../../../../seeds/reference', name), 'utf8')) as {
      records: T[];
    }
  ).records;
const catalogue = seeds<CatalogueRow>('dossier-catalogue.json');
const packs = seeds<FormPack>('form-packs.json');
const quality = seeds<QualityRule>('dossier-quality.json');
const retention = seeds<RetentionRule>('retention-rules.json');

const facts = (over: Partial<DossierFacts> = {}): DossierFacts => ({
  stage: 'closed',
  source: 'writtenApplication',
  referralSource: '',
  disputeType: 'neighbours',
  agreementForm: 'written',
  effectiveOn: '2026-07-01',
  hasPayment: true,
  hasAgent: false,
  hasOrganisation: false,
  jointSessions: 1,
  investigations: 0,
  evidence: 0,
  receipts: 0,
  visits: 0,
  urgings: 0,
  extensions: 0,
  suspensions: 0,
  recusals: 0,
  confirmationApplied: false,
  hasUndisputedFacts: false,
  serviceAddresses: 0,
  isJoint: false,
  ...over,
});

const issued = (paper: string, over: Partial<Material> = {}): Material => ({
  kind: 'document',
  id: `${paper}-${over.order ?? '1'}`,
  title: paper,
  on: '2026-07-01',
  pages: 1,
  manner: 'pages',
  paper,
  subject: '',
  row: null,
  source: null,
  order: '1',
  sha256: 'x',
  signedCopy: null,
  version: null,
  forDossier: true,
  ...over,
});

const arrange = (materials: Material[], over: { facts?: DossierFacts; choices?: Choice[] } = {}) =>
  contentsOf({
    catalogue,
    materials,
    choices: over.choices ?? [],
    expected: [],
    facts: over.facts ?? facts(),
    hasSituation: false,
  });
const rowOf = (rows: ReturnType<typeof arrange>, code: string) => rows.find((row) => row.code === code)!;

describe('the catalogue', () => {
  it('names only papers that can be issued, each in one row, and all of them', () => {
    const named = catalogue.flatMap((row) => row.papers);
    expect(new Set(named).size).toBe(named.length);
    expect(named.filter((paper) => !(papers as readonly string[]).includes(paper))).toEqual([]);
    // The letter of a case that was never accepted has no dossier to stand in.
    expect(papers.filter((paper) => !named.includes(paper))).toEqual(['nonAcceptanceLetter']);
    const packed = packs.flatMap((pack) => pack.papers.map((one) => one.paper));
    expect(packed.filter((paper) => !(papers as readonly string[]).includes(paper))).toEqual([]);
  });

  it('stands in the legal order of the national form', () => {
    const order = arrange([]).map((row) => row.code);
    const national = [
      'application',
      'investigation',
      'evidence',
      'session',
      'agreement',
      'visit',
      'confirmation',
      'situation',
    ];
    expect(order.filter((code) => national.includes(code))).toEqual(national);
  });

  it('asks for the power of attorney only where there is an agent, for the agreement only where there is one', () => {
    expect(rowOf(arrange([]), 'authority').state).toBe('notNeeded');
    expect(rowOf(arrange([], { facts: facts({ hasAgent: true }) }), 'authority').state).toBe('missing');
    const terminated = facts({ stage: 'terminated', agreementForm: 'written', effectiveOn: null });
    expect(rowOf(arrange([], { facts: terminated }), 'agreement').state).toBe('notNeeded');
    expect(rowOf(arrange([], { facts: terminated }), 'termination').state).toBe('missing');
    expect(rowOf(arrange([]), 'visit').state).toBe('missingAsNeeded');
  });

  it('binds the latest issue of a paper, unless somebody chose the earlier one', () => {
    const both = [issued('rightsNotice', { order: '1' }), issued('rightsNotice', { order: '2' })];
    const included = (choices: Choice[] = []) =>
      rowOf(arrange(both, { choices }), 'rights')
        .items.filter((item) => item.included)
        .map((item) => item.order);
    expect(included()).toEqual(['2']);
    const chosen = (id: string, isIn: boolean): Choice => ({
      kind: 'document',
      id,
      included: isIn,
      reason: isIn ? '' : '写错',
      position: null,
    });
    expect(included([chosen('rightsNotice-1', true), chosen('rightsNotice-2', false)])).toEqual(['1']);
  });

  it('loses nothing: whatever is on file stands in exactly one row, in an order that does not depend on its arrival', () => {
    const material = fc.record({
      paper: fc.constantFrom(...papers, 'somethingElse'),
      order: fc.integer({ min: 1, max: 99 }).map(String),
      subject: fc.constantFrom('', 'a', 'b'),
      on: fc.constantFrom('2026-07-01', '2026-07-02'),
    });
    fc.assert(
      fc.property(fc.array(material, { maxLength: 20 }), (list) => {
        const all = list.map((one, index) => issued(one.paper, { ...one, id: `i${index}` }));
        const shown = arrange(all).flatMap((row) => row.items.map((item) => item.id));
        expect([...shown].sort()).toEqual(all.map((one) => one.id).sort());
        expect(
          arrange([...all].reverse())
            .flatMap((row) => row.items.map((item) => item.id))
            .sort(),
        ).toEqual([...shown].sort());
        const { must, present, missing } = completenessOf(arrange(all), facts(), catalogue);
        expect(present + missing).toBe(must);
      }),
    );
  });
});

describe('form packs', () => {
  it('ask for the application only where somebody applied, for the medical papers only of medical cases', () => {
    const names = (over: Partial<DossierFacts>) =>
      packFor(packs, facts({ stage: 'accepted', ...over })).map((one) => one.paper);
    expect(names({})).toContain('applicationForm');
    expect(names({ source: 'ownInitiative' })).not.toContain('applicationForm');
    expect(names({})).not.toContain('insurerNotice');
    expect(names({ disputeType: 'medical' })).toContain('insurerNotice');
  });

  it('name each paper once, must before as needed', () => {
    const list = packFor(packs, facts({ stage: 'performing', confirmationApplied: true }));
    expect(new Set(list.map((one) => one.paper)).size).toBe(list.length);
    expect(list.find((one) => one.paper === 'mediationCertificate')?.need).toBe('must');
  });
});

describe('the quality score', () => {
  const input = (over: Partial<ScoreInput> = {}): ScoreInput => ({
    facts: facts({ visits: 1 }),
    missing: 0,
    appliedOn: '2026-06-01',
    acceptedOn: '2026-06-02',
    rightsNotifiedOn: '2026-06-02',
    sessionDays: ['2026-06-10'],
    concludedOn: '2026-06-10',
    endedOn: '2026-08-01',
    dueOn: '2026-07-02',
    everyPartyConsents: true,
    hasSignedCopy: true,
    performanceEntries: 1,
    lateEntries: 0,
    hasSituation: true,
    ...over,
  });
  it('is 100 when everything is met, and each failed check costs its points and says so', () => {
    expect(scoreOf(quality, input()).points).toBe(100);
    const cases: [string, Partial<ScoreInput>][] = [
      ['mustComplete', { missing: 1 }],
      ['signatures', { facts: facts({ visits: 1, effectiveOn: null }) }],
      ['signedCopy', { hasSignedCopy: false }],
      ['rights', { rightsNotifiedOn: '2026-06-11' }],
      ['consents', { everyPartyConsents: false }],
      ['dates', { sessionDays: ['2026-06-01'] }],
      ['term', { dueOn: '2026-06-09' }],
      ['session', { facts: facts({ visits: 1, jointSessions: 0 }) }],
      ['visit', { facts: facts() }],
      ['performance', { performanceEntries: 0 }],
      ['late', { lateEntries: 1 }],
      ['situation', { hasSituation: false }],
    ];
    for (const [code, over] of cases) {
      const { points, reasons } = scoreOf(quality, input(over));
      expect(points, code).toBeLessThan(100);
      expect(reasons.find((reason) => reason.code === code)?.met, code).toBe(false);
    }
  });

  it('leaves out what does not speak of the case: a terminated one loses nothing for visits', () => {
    const terminated = facts({ stage: 'terminated', agreementForm: null, effectiveOn: null });
    const { reasons } = scoreOf(quality, input({ facts: terminated, concludedOn: null }));
    expect(reasons.map((reason) => reason.code)).not.toContain('visit');
    expect(reasons.map((reason) => reason.code)).not.toContain('signatures');
  });

  it('never leaves 0 … 100', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.nat(5), fc.nat(5), fc.boolean(), (signed, missing, late, note) => {
        const { points } = scoreOf(
          quality,
          input({ hasSignedCopy: signed, missing, lateEntries: late, hasSituation: note }),
        );
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('retention', () => {
  const ended = (over: Partial<EndedCase> = {}): EndedCase => ({
    disputeType: 'neighbours',
    disputeSubType: 'neighbours.leak',
    ended: 'agreement',
    form: 'written',
    outcome: 'performed',
    amountFen: 100_000,
    parties: 2,
    endedOn: '2026-09-01',
    ...over,
  });
  it.each([
    ['written', {}],
    ['death', { disputeType: 'medical', disputeSubType: 'medical.death' }],
    ['land', { disputeType: 'forestLand', disputeSubType: '' }],
    ['judiciallyConfirmed', { outcome: 'judiciallyConfirmed' }],
    ['manyParties', { parties: 10 }],
    ['family', { disputeType: 'marriageFamily' }],
    ['line', { disputeType: 'traffic' }],
    ['lawsuit', { outcome: 'lawsuit' }],
    ['amount', { amountFen: 10_000_000 }],
    ['oral', { form: 'oral' }],
    ['terminated', { ended: 'termination', form: null, outcome: null }],
  ] as [string, Partial<EndedCase>][])('takes the rule %s', (code, over) => {
    expect(retentionRuleFor(retention, ended(over))?.code).toBe(code);
  });

  it('has a rule for every case', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('agreement', 'termination'),
        fc.nat(),
        (type, how, parties) => {
          const one = ended({ disputeType: type, ended: how, parties });
          expect(retentionRuleFor(retention, one)).toBeDefined();
        },
      ),
    );
  });

  it('counts years from the year after the end, or from the day itself', () => {
    expect(retainUntil('2026-09-01', 10, 'nextYear')).toBe('2036-12-31');
    expect(retainUntil('2026-09-01', 10, 'end')).toBe('2036-09-01');
    expect(retainUntil('2024-02-29', 10, 'end')).toBe('2034-02-28');
    expect(retainUntil('2024-02-29', 4, 'end')).toBe('2028-02-29');
    expect(retainUntil('2026-09-01', null, 'nextYear')).toBeNull();
  });
});

describe('archiving', () => {
  const ready = {
    stage: 'closed' as const,
    isArchived: false,
    bound: { current: true },
    situation: '齐全',
    compiledBy: '甲',
    checkedBy: '乙',
    missing: 0,
    hasRetention: true,
  };
  it('names each thing that stands in the way', () => {
    expect(archiveBlockersOf(ready)).toEqual([]);
    expect(archiveBlockersOf({ ...ready, stage: 'declined' })).toEqual(['notOver']);
    expect(archiveBlockersOf({ ...ready, stage: 'performing' })).toEqual(['notOver']);
    expect(archiveBlockersOf({ ...ready, isArchived: true })).toEqual(['alreadyArchived']);
    expect(archiveBlockersOf({ ...ready, checkedBy: '甲' })).toEqual(['checkerMissing']);
    expect(archiveBlockersOf({ ...ready, bound: null })).toEqual(['notBound']);
    expect(archiveBlockersOf({ ...ready, bound: { current: false } })).toEqual(['outOfDate']);
    expect(archiveBlockersOf({ ...ready, stage: 'terminated', missing: 2 })).toEqual(['papersMissing']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { batchFields, type BatchRow } from '../../../src-main/contract/mediation/batches.ts';
import { covenantFields } from '../../../src-main/contract/mediation/covenants.ts';
import { wageSheet, type WageRow } from '../../../src-main/contract/mediation/line-values.ts';
import type { Finding } from '../../../src-main/contract/mediation/finding.ts';
import { covenantCodes, sheetCodes } from '../../../src-main/mediation/findings.ts';
import { annexOf } from '../../../src-main/mediation/lines/annex.ts';
import { agreementOfRow, caseOfRow } from '../../../src-main/mediation/lines/batch-case.ts';
import { checkBatch } from '../../../src-main/mediation/lines/batch-check.ts';
import { chargeAmounts } from '../../../src-main/mediation/lines/charge.ts';
import { checkCovenant } from '../../../src-main/mediation/lines/covenant-check.ts';
import { isWhole, percentText, shareOf } from '../../../src-main/mediation/lines/fractions.ts';
import { autopsyBy, claimDays } from '../../../src-main/mediation/lines/medical.ts';
import { fillIn } from '../../../src-main/mediation/lines/placeholders.ts';
import { compareRooms } from '../../../src-main/mediation/lines/room-order.ts';
import { effectsOf, type Threshold } from '../../../src-main/mediation/lines/thresholds.ts';
import { checkWages, wageTotals } from '../../../src-main/mediation/lines/wages.ts';
import { referenceRecords } from './sample.ts';

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('thresholds', () => {
  const records = referenceRecords('thresholds') as Threshold[];
  const codes = (line: string, amountFen: number | null, region = '330203', day = '2026-07-01') =>
    effectsOf(records, { line, amountFen, region, day }).map((one) => one.effect);

  it.each<[string, number | null, string[]]>([
    ['nothing for 10,000 元 exactly: the rule says “more than”', 1_000_000, []],
    ['the insurer one 分 above', 1_000_001, ['insurer']],
    ['still only the insurer one 分 below 100,000', 9_999_999, ['insurer']],
    ['both from 100,000 on', 10_000_000, ['insurer', 'appraisal']],
    ['nothing for an unknown amount', null, []],
  ])('Ningbo, medical: %s', (_, amountFen, effects) => expect(codes('medical', amountFen)).toEqual(effects));

  it('holds in its region, its line and its time only', () => {
    expect(codes('medical', 50_000_000, '320113')).toEqual([]);
    expect(codes('traffic', 50_000_000)).toEqual([]);
    expect(codes('medical', 50_000_000, '330203', '2010-12-31')).toEqual([]);
  });

  it('never applies what nobody could confirm: the amount told of Jiangsu', () => {
    const unconfirmed = records.filter((record) => !record.verified);
    expect(unconfirmed.map((record) => record.region)).toEqual(['32']);
    expect(codes('medical', 999_999_999, '320113')).toEqual([]);
  });
});

describe('shares', () => {
  it('make a whole exactly or not at all', () => {
    const share = (numerator: number, denominator: number) => ({ numerator, denominator });
    expect(isWhole([share(1, 3), share(1, 3), share(1, 3)])).toBe(true);
    expect(isWhole([share(33, 100), share(33, 100), share(33, 100)])).toBe(false);
    expect(isWhole([share(7, 10), share(30, 100)])).toBe(true);
    expect(isWhole([])).toBe(false);
    expect(percentText([share(1, 3), share(1, 3)])).toBe('66.67');
  });

  it('are rounded half up to 分', () => {
    expect(shareOf(1, { numerator: 1, denominator: 2 })).toBe(1);
    expect(shareOf(100, { numerator: 1, denominator: 3 })).toBe(33);
    expect(shareOf(200, { numerator: 1, denominator: 3 })).toBe(67);
  });
});

describe('a charge', () => {
  const charge = (over: object) => ({
    areaCenti: 8_950,
    rateFen: 185,
    months: 12,
    waiverFen: 0,
    penaltyFen: 0,
    ...over,
  });
  it.each([
    // 89.50 m² × 1.85 元 × 12 = 1,986.90 元
    [{}, 198_690, 198_690],
    [{ waiverFen: 8_690, penaltyFen: 1_000 }, 198_690, 191_000],
    // 0.01 m² × 1.50 × 1 = 0.015 元: up to 0.02
    [{ areaCenti: 1, rateFen: 150, months: 1 }, 2, 2],
    // 0.01 m² × 1.49 × 1 = 0.0149: 0.01
    [{ areaCenti: 1, rateFen: 149, months: 1 }, 1, 1],
    [{ waiverFen: 300_000 }, 198_690, -101_310],
  ])('%o', (over, feeFen, dueFen) => expect(chargeAmounts(charge(over))).toEqual({ feeFen, dueFen }));

  it('is what SQLite counts too, for any numbers of the contract', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 600 }),
        (areaCenti, rateFen, months) => {
          const exact = (BigInt(areaCenti) * BigInt(rateFen) * BigInt(months) + 50n) / 100n;
          expect(BigInt(chargeAmounts(charge({ areaCenti, rateFen, months })).feeFen)).toBe(exact);
        },
      ),
    );
  });
});

const row = (over: Partial<BatchRow> = {}): BatchRow => ({
  id: id(1),
  room: '1-101',
  owner: '赵某',
  phone: '',
  idNumber: '',
  areaCenti: 8_950,
  from: '2025-01-01',
  to: '2025-12-31',
  rateFen: 185,
  months: 12,
  waiverFen: 0,
  penaltyFen: 0,
  amountFen: 198_690,
  ...over,
});
const batch = (over: Partial<z.input<typeof batchFields>> = {}) =>
  batchFields.parse({
    name: '某小区',
    appliedOn: '2026-07-01',
    firm: { kind: 'organisation', name: '某物业公司' },
    template: {
      title: '某物业公司与{业主}物业费纠纷',
      facts: '{业主}为{房号}业主，建筑面积{面积}平方米，{起}至{止}物业费{费用}元未交，减免{减免}元。',
      requests: ['请求支付物业费{应付}元'],
      issues: '物业费数额',
      clauses: [
        { kind: 'payment', text: '{房号}物业费', amount: 'due', dueOn: '2026-08-01' },
        { kind: 'payment', text: '违约金', amount: 'penalty' },
        { kind: 'act', text: '某物业公司公示收费标准', debtor: 'firm' },
      ],
    },
    rows: [row()],
    ...over,
  });
/** The template with one payment in parts of so many per cent. */
const inParts = (percents: number[], dueOn: string | null = '2026-08-01') => {
  const { template } = batch();
  const [first] = template.clauses;
  const instalments = percents.map((percent) => ({ percent, dueOn, dueText: '' }));
  return { ...template, clauses: [{ ...first!, dueOn: null, instalments }] };
};
const wage = (over: Partial<WageRow> = {}): WageRow => ({
  name: '钱某',
  partyId: null,
  from: '2026-01-01',
  to: '2026-01-31',
  halfDays: 43,
  dailyFen: 30_000,
  owedFen: 645_000,
  paidFen: 0,
  ...over,
});
const covenant = (over: Partial<z.input<typeof covenantFields>> = {}) =>
  covenantFields.parse({
    kind: 'minutes',
    title: '楼道堆物',
    madeOn: '2026-07-01',
    units: [
      { id: id(1), name: '居委会' },
      { id: id(2), name: '业委会' },
    ],
    clauses: [{ id: id(9), kind: 'act', text: '清理楼道' }],
    ...over,
  });

/** For each code of the sheets a situation that calls it up and one that does not. */
const sheets: Record<(typeof sheetCodes)[number], [Finding[], Finding[]]> = {
  batchAmountDiffers: [checkBatch({ rows: [row({ amountFen: 198_691 })] }), checkBatch({ rows: [row()] })],
  waiverExceedsFee: [
    checkBatch({ rows: [row({ waiverFen: 198_691 })] }),
    checkBatch({ rows: [row({ waiverFen: 198_689 })] }),
  ],
  nothingDue: [checkBatch({ rows: [row({ waiverFen: 198_690 })] }), checkBatch({ rows: [row()] })],
  periodReversed: [
    checkBatch({ rows: [row({ to: '2024-12-31' })] }),
    checkBatch({ rows: [row({ to: null })] }),
  ],
  monthsDiffer: [checkBatch({ rows: [row({ months: 11 })] }), checkBatch({ rows: [row()] })],
  roomTwice: [
    checkBatch({ rows: [row(), row({ id: id(2), room: '1 - 101' })] }),
    checkBatch({ rows: [row(), row({ id: id(2), room: '1-102' })] }),
  ],
  placeholderUnknown: [
    checkBatch({ template: { ...batch().template, facts: '{电话}' } }),
    checkBatch({ template: batch().template }),
  ],
  batchSharesDiffer: [
    checkBatch({ template: inParts([50, 49]) }),
    checkBatch({ template: inParts([50, 50]) }),
  ],
  batchDueMissing: [
    checkBatch({ template: inParts([50, 50], null) }),
    checkBatch({ template: inParts([50, 50]) }),
  ],
  wageDiffersFromDays: [checkWages([wage({ owedFen: 645_001 })]), checkWages([wage({ dailyFen: null })])],
  wagePaidExceedsOwed: [checkWages([wage({ paidFen: 645_001 })]), checkWages([wage({ paidFen: 645_000 })])],
  rowNameTwice: [checkWages([wage(), wage()]), checkWages([wage(), wage({ name: '孙某' })])],
};
const covenants: Record<(typeof covenantCodes)[number], [Finding[], Finding[]]> = {
  covenantClausesMissing: [
    checkCovenant(covenant({ clauses: [] })),
    checkCovenant(
      covenant({ clauses: [], votes: [{ matter: '清理', inFavour: 2, against: 0, abstained: 0 }] }),
    ),
  ],
  covenantItemWithoutDue: [
    checkCovenant(covenant({ items: [{ text: '清理', owner: '居委会' }] })),
    checkCovenant(covenant({ items: [{ text: '清理', owner: '居委会', dueOn: '2026-08-01' }] })),
  ],
  votesExceedUnits: [
    checkCovenant(covenant({ votes: [{ matter: '清理', inFavour: 2, against: 1, abstained: 0 }] })),
    checkCovenant(covenant({ votes: [{ matter: '清理', inFavour: 1, against: 1, abstained: 0 }] })),
  ],
  resolutionIsNoAgreement: [
    checkCovenant(covenant({ votes: [{ matter: '清理', inFavour: 2, against: 0, abstained: 0 }] })),
    checkCovenant(covenant()),
  ],
};

describe('remarks on sheets and covenants', () => {
  it.each([...Object.entries(sheets), ...Object.entries(covenants)])(
    '%s: said where it is so, and not elsewhere',
    (code, [wrong, right]) => {
      expect(wrong.map((one) => one.code)).toContain(code);
      expect(right.map((one) => one.code)).not.toContain(code);
    },
  );

  it('has both for every code', () => {
    expect(Object.keys(sheets).sort()).toEqual([...sheetCodes].sort());
    expect(Object.keys(covenants).sort()).toEqual([...covenantCodes].sort());
  });
});

describe('a line of a batch becomes a case', () => {
  const ids = { firm: id(11), owner: id(12) };
  it('with its own words and amounts, the firm on the one side and the owner on the other', () => {
    const made = caseOfRow(batch(), row(), ids);
    expect(made).toMatchObject({ title: '某物业公司与赵某物业费纠纷', claimedFen: 198_690 });
    expect(made.facts).toBe(
      '赵某为1-101业主，建筑面积89.5平方米，2025年1月1日至2025年12月31日物业费1986.90元未交，减免0.00元。',
    );
    expect(made.parties.map((party) => [party.role, party.name])).toEqual([
      ['applicant', '某物业公司'],
      ['respondent', '赵某'],
    ]);
  });

  it('and leaves out a clause about nothing: no penalty, no clause of 0.00', () => {
    let next = 20;
    const how = { concludedOn: '2026-07-01', place: '', recorder: '', newId: () => id((next += 1)) };
    const plain = agreementOfRow(batch(), row(), ids, how).clauses;
    expect(plain.map((clause) => [clause.text, clause.amountFen])).toEqual([
      ['1-101物业费', 198_690],
      ['某物业公司公示收费标准', null],
    ]);
    const late = agreementOfRow(batch(), row({ penaltyFen: 5_000 }), ids, how).clauses;
    expect(late.map((clause) => clause.amountFen)).toEqual([203_690, 5_000, null]);
    expect(late[2]).toMatchObject({ debtorIds: [ids.firm], creditorIds: [ids.owner] });
  });

  it('fills what it knows and leaves the rest to be seen', () =>
    expect(fillIn('{房号} {电话} { 月数 }', row())).toBe('1-101 {电话} 12'));

  it('stands in the order of rooms, by number and not by letter', () => {
    const rooms = ['10-101', '2-1102', '2-201', '3幢2单元101', '3幢10单元101', '商铺1', '2-201'];
    expect([...rooms].sort(compareRooms)).toEqual([
      '2-201',
      '2-201',
      '2-1102',
      '3幢2单元101',
      '3幢10单元101',
      '10-101',
      '商铺1',
    ]);
  });
});

describe('a wage sheet', () => {
  it('ties out: owed less paid is the rest, in the sheet as in its annex', () => {
    const rows = [wage({ paidFen: 100_000 }), wage(), wage(), wage({ halfDays: null, owedFen: 1 })];
    expect(wageTotals(rows)).toEqual({ owedFen: 1_935_001, paidFen: 100_000, restFen: 1_835_001 });
    expect(annexOf(rows)?.totals).toEqual([['', '合计', '', '', '', '19,350.01', '1,000.00', '18,350.01']]);
    expect(annexOf(rows.slice(1))).toBeNull();
  });

  it('is a schema that counts half days', () =>
    expect(wageSheet.safeParse({ rows: [{ name: '甲', owedFen: 1, halfDays: 0.5 }] }).success).toBe(false));
});

describe('the days of a claim', () => {
  it('are counted without the first day, and not at all while one is missing', () => {
    const days = { effectiveOn: '2026-07-01', submittedOn: '2026-07-11', paidOn: null };
    expect(claimDays(days)).toEqual({ submitDays: 10, payDays: null });
    expect(claimDays({ ...days, paidOn: '2026-08-01' })).toEqual({ submitDays: 10, payDays: 21 });
  });

  it('and those of an autopsy: 48 hours, seven days for a frozen body', () => {
    expect(autopsyBy('2026-02-27', false)).toBe('2026-03-01');
    expect(autopsyBy('2026-02-27', true)).toBe('2026-03-06');
    expect(autopsyBy(null, true)).toBeNull();
  });
});

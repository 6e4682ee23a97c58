import { describe, expect, it } from 'vitest';
import { agreementFields } from '../../../src-main/contract/mediation/agreement-values.ts';
import { acceptanceFormSchema } from '../../../src-main/mediation/documents/acceptance-form-data.ts';
import { agreementSchema } from '../../../src-main/mediation/documents/agreement-data.ts';
import { applicationFormSchema } from '../../../src-main/mediation/documents/application-form-data.ts';
import {
  acceptanceFormData,
  agreementData,
  applicationFormData,
  type PaperSource,
} from '../../../src-main/mediation/paper-data.ts';
import { clauseAmount, dueDates, totalFen } from '../../../src-main/mediation/totals.ts';
import { firm, goodInput, ids, person } from './sample.ts';

const source = (over: Partial<PaperSource> = {}): PaperSource => ({
  committee: '尧化街道人民调解委员会',
  number: '（2026）尧人调字第1号',
  title: '王某与某商店消费纠纷',
  source: 'writtenApplication',
  referredBy: '',
  referralSource: '',
  referralBody: '',
  referralNumber: '',
  disputeType: '其他消费纠纷',
  disputeSubType: '商品质量',
  appliedOn: '2026-06-18',
  acceptedOn: '2026-06-20',
  facts: '事实。',
  requests: ['退款'],
  parties: [person({ representatives: [{ kind: 'guardian', name: '王父', scope: 'byLaw' }] }), firm()],
  mediators: ['调解员甲'],
  registrar: '文员',
  ...over,
});
const clauseOf = (over: Record<string, unknown>) =>
  agreementFields.parse({ clauses: [{ id: ids.clause1, kind: 'payment', ...over }] }).clauses[0]!;

describe('data of the papers', () => {
  it('fills the three templates from a complete case', () => {
    const agreement = agreementSchema.parse(agreementData(source(), goodInput().agreement, '号'));
    expect(agreement.copies).toBe(3);
    expect(agreement.clauses[0]).toMatchObject({
      payers: ['某商店'],
      payees: ['王某'],
      purpose: '退货款',
      amount: 500_000,
    });
    expect(agreement.clauses[1]).toMatchObject({ by: ['王某'], dueDate: '2026-07-10' });
    expect(agreement.parties[0]).toMatchObject({
      age: 41,
      representatives: [{ kind: 'guardian', name: '王父' }],
    });
    expect(acceptanceFormSchema.parse(acceptanceFormData(source())).disputeType).toBe(
      '其他消费纠纷（商品质量）',
    );
    expect(applicationFormSchema.parse(applicationFormData(source())).requests).toEqual(['退款']);
  });

  it('makes a preview of an agreement in which nothing is filled in yet: blanks, no crash', () => {
    const empty = agreementFields.parse({
      clauses: ['payment', 'act', 'apology', 'other'].map((kind, index) => ({
        id: `01900000-0000-7000-8000-00000000000${index}`,
        kind,
      })),
    });
    const data = agreementSchema.parse(agreementData(source(), empty, null));
    expect(JSON.stringify(data.clauses)).toContain('＿＿');
    expect(data.number).toBeUndefined();
    agreementSchema.parse(agreementData(source(), agreementFields.parse({}), null));
  });

  it('calls nobody an applicant where the committee stepped in by itself', () => {
    const roles = acceptanceFormData(source({ source: 'ownInitiative' })).parties.map((party) => party.role);
    expect(roles).toEqual(['party', 'party']);
  });

  it('prints the age of the day of the paper, not of today', () => {
    const form = applicationFormSchema.parse(applicationFormData(source({ appliedOn: '2026-05-16' })));
    expect(form.parties[0]).toMatchObject({ age: 40 });
  });

  it('never prints copies on the register of an oral agreement', () => {
    expect(agreementData(source(), { ...goodInput().agreement, form: 'oral' }, null).copies).toBeUndefined();
  });

  it('writes who recorded an oral application', () => {
    expect(applicationFormData(source({ source: 'oralApplication' }))).toMatchObject({
      form: 'oral',
      recorder: '文员',
    });
  });

  it('puts long sentences after the payment, short purposes inside it', () => {
    const long = '被申请人就此前的全部损失一次性支付。双方再无其他争议。';
    const data = agreementData(
      source(),
      { ...goodInput().agreement, clauses: [clauseOf({ text: long, amountFen: 1 })] },
      null,
    );
    expect(data.clauses[0]).toMatchObject({ text: long });
    expect(data.clauses[0]).not.toHaveProperty('purpose');
  });
});

describe('amounts of clauses', () => {
  const parts = [
    { amountFen: 100, dueOn: '2026-08-01' },
    { amountFen: 200, dueOn: '2026-07-01' },
  ];
  it('takes the fixed amount, else the sum of fixed instalments, else nothing', () => {
    expect(clauseAmount(clauseOf({ amountFen: 500, instalments: parts }))).toBe(500);
    expect(clauseAmount(clauseOf({ instalments: parts }))).toBe(300);
    expect(clauseAmount(clauseOf({ instalments: [...parts, { amountFen: null, dueOn: null }] }))).toBeNull();
    expect(clauseAmount(clauseOf({ amountText: '据实结算' }))).toBeNull();
    expect(clauseAmount({ ...clauseOf({ amountFen: 500 }), kind: 'act' })).toBeNull();
    expect(totalFen([clauseOf({ amountFen: 500 }), clauseOf({ instalments: parts })])).toBe(800);
  });

  it('lists the days of performance once each, in order', () => {
    expect(dueDates([clauseOf({ dueOn: '2026-08-01', instalments: parts })])).toEqual([
      '2026-07-01',
      '2026-08-01',
    ]);
  });
});

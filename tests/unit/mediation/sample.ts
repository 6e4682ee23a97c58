import { agreementFields } from '../../../src-main/contract/mediation/agreement-values.ts';
import { caseParty, type CaseParty } from '../../../src-main/contract/mediation/case-values.ts';
import { noLine, type CheckInput } from '../../../src-main/mediation/checks/input.ts';
import { z } from 'zod';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mediationFiles } from '../../../src-main/platform/reference-data/mediation-schemas.ts';

export const ids = {
  wang: '01900000-0000-7000-8000-000000000001',
  shop: '01900000-0000-7000-8000-000000000002',
  third: '01900000-0000-7000-8000-000000000003',
  clause1: '01900000-0000-7000-8000-0000000000c1',
  clause2: '01900000-0000-7000-8000-0000000000c2',
};

/** Every reference file of mediation as the program reads it. */
export function referenceRecords<K extends keyof typeof mediationFiles>(
  kind: K,
): z.output<(typeof mediationFiles)[K]>[] {
  const name = kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const text = readFileSync(join(import.meta.dirname, '../../../seeds/reference', `${name}.json`), 'utf8');
  const file = z.strictObject({
    about: z.string(),
    records: z.array(mediationFiles[kind] as z.ZodType).min(1),
  });
  return file.parse(JSON.parse(text)).records as never;
}

export const person = (over: Partial<z.input<typeof caseParty>> = {}): CaseParty =>
  caseParty.parse({
    id: ids.wang,
    role: 'applicant',
    kind: 'person',
    name: '王某',
    gender: 'female',
    birthDate: '1985-05-17',
    occupation: '教师',
    phone: '13800001234',
    address: '尧化街道1号',
    consents: true,
    ...over,
  });

export const firm = (over: Partial<z.input<typeof caseParty>> = {}): CaseParty =>
  caseParty.parse({
    id: ids.shop,
    role: 'respondent',
    kind: 'organisation',
    name: '某商店',
    phone: '025-0000000',
    address: '尧化街道2号',
    legalRepresentative: '李某',
    legalRepresentativePost: '经理',
    consents: true,
    ...over,
  });

/** A written agreement about which the checker has nothing to say. */
export function goodInput(): CheckInput {
  return {
    parties: [person(), firm()],
    disputeType: 'consumer',
    claimedFen: 1_000_000,
    acceptedOn: '2026-06-20',
    termOn: '2026-07-20',
    mediatorCount: 1,
    today: '2026-07-01',
    terms: referenceRecords('checkerTerms').filter((term) => term.region === '*'),
    daysOff: [],
    insurerToldBy: { '2026-06-28': '2026-06-25' },
    line: { ...noLine },
    agreement: agreementFields.parse({
      form: 'written',
      facts: '王某在某商店购买商品后发现质量问题。',
      issues: '商品质量与退款',
      responsibilities: [{ partyId: ids.shop, text: '商品存在质量问题' }],
      clauses: [
        {
          id: ids.clause1,
          kind: 'payment',
          text: '退货款',
          debtorIds: [ids.shop],
          creditorIds: [ids.wang],
          amountFen: 500_000,
          manner: '银行转账',
          instalments: [
            { amountFen: 200_000, dueOn: '2026-07-10' },
            { amountFen: 300_000, dueOn: '2026-08-10' },
          ],
        },
        {
          id: ids.clause2,
          kind: 'act',
          text: '王某将商品退还某商店',
          debtorIds: [ids.wang],
          creditorIds: [ids.shop],
          dueOn: '2026-07-10',
        },
      ],
      concludedOn: '2026-07-01',
      place: '调解室',
      recorder: '张某',
    }),
  };
}

import { z } from 'zod';
import {
  batchFields,
  type BatchFields,
  type BatchView,
} from '../../../../src-main/contract/mediation/batches.ts';
import { moneyInputText, parseMoney } from '../../../ui/form/parse-money.ts';
import { hundredthsText, parseArea, parseCount } from './sheet-parse.ts';
import { cell, dateCell, moneyCell, wordCell } from './sheet-schema.ts';

/** A line as it is typed or pasted; the contract’s row when it is saved. */
const rowForm = z
  .object({
    id: z.string(),
    room: wordCell(40),
    owner: wordCell(80),
    phone: z.string().trim().max(40),
    idNumber: z.string(),
    area: cell(parseArea, 'field.area'),
    rate: cell(parseMoney, 'field.money'),
    from: dateCell(),
    to: dateCell(),
    months: cell(parseCount, 'field.invalid'),
    waiver: moneyCell(),
    penalty: moneyCell(),
    amount: moneyCell(),
  })
  .transform(({ area, rate, waiver, penalty, amount, ...row }) => ({
    ...row,
    areaCenti: area,
    rateFen: rate,
    waiverFen: waiver ?? 0,
    penaltyFen: penalty ?? 0,
    amountFen: amount,
  }));

export const batchForm = batchFields.extend({ rows: z.array(rowForm).max(500) });
export type BatchForm = z.input<typeof batchForm>;

export const emptyRow = () => ({
  id: crypto.randomUUID(),
  room: '',
  owner: '',
  phone: '',
  idNumber: '',
  area: '',
  rate: '',
  from: '',
  to: '',
  months: '',
  waiver: '',
  penalty: '',
  amount: '',
});

/** Words of a new batch’s template; texts of papers, given by i18n. */
export interface TemplateWords {
  title: string;
  facts: string;
  request: string;
  issues: string;
  responsibility: string;
  clause: string;
  manner: string;
}

export const emptyBatch = (today: string, words: TemplateWords): BatchForm => ({
  name: '',
  disputeType: 'property',
  disputeSubType: 'property.fee',
  appliedOn: today,
  areaId: null,
  firm: { kind: 'organisation', name: '', phone: '', address: '', legalRepresentative: '', creditCode: '' },
  template: {
    title: words.title,
    facts: words.facts,
    requests: [words.request],
    issues: words.issues,
    ownerResponsibility: words.responsibility,
    clauses: [
      {
        kind: 'payment',
        text: words.clause,
        debtor: 'owner',
        amount: 'due',
        dueOn: null,
        dueText: '',
        manner: words.manner,
        instalments: [],
      },
    ],
    performance: '',
  },
  rows: [emptyRow()],
});

export function batchToForm(view: BatchView): BatchForm {
  return {
    name: view.name,
    disputeType: view.disputeType,
    disputeSubType: view.disputeSubType,
    appliedOn: view.appliedOn,
    areaId: view.areaId,
    firm: { ...view.firm },
    template: structuredClone(view.template),
    rows: view.rows.map((row) => ({
      id: row.id,
      room: row.room,
      owner: row.owner,
      phone: row.phone,
      idNumber: row.idNumber,
      area: hundredthsText(row.areaCenti),
      rate: moneyInputText(row.rateFen),
      from: row.from ?? '',
      to: row.to ?? '',
      months: String(row.months),
      waiver: row.waiverFen === 0 ? '' : moneyInputText(row.waiverFen),
      penalty: row.penaltyFen === 0 ? '' : moneyInputText(row.penaltyFen),
      amount: row.amountFen === null ? '' : moneyInputText(row.amountFen),
    })),
  };
}

/** The lines that can be read so far, for the live check; the others keep their place by their id. */
export function readableRows(rows: readonly unknown[]): BatchFields['rows'] {
  return rows.flatMap((row) => {
    const read = rowForm.safeParse(row);
    return read.success ? [read.data] : [];
  });
}

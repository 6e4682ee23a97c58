/** Agreements of the 三约 kind; their clauses are worded by the renderer of the mediation agreement. */
import {
  field,
  fields,
  heading,
  list,
  paragraph,
  signatures,
  title,
  writing,
  type Block,
} from '../../platform/documents/blocks.ts';
import { chineseNumber } from '../../platform/documents/numerals.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { clauseItem } from './clause-text.ts';
import { covenantSchema, minutesSchema } from './covenant-data.ts';
import {
  account,
  committeeSeal,
  dateText,
  LETTER_PAGE,
  nameSlots,
  numberLine,
  periodText,
} from './form-parts.ts';
import { partyBlocks } from './party-blocks.ts';
import { byRole } from './party-order.ts';
import { BLANK, partySlots } from './party-text.ts';
import type { z } from 'zod';

type Covenant = z.output<typeof covenantSchema>;

interface CovenantKind {
  readonly kind: string;
  readonly name: string;
  /** The sentence that leads to the clauses. */
  readonly lead: string;
}

const covenant = ({ kind, name, lead }: CovenantKind) =>
  defineTemplate({
    kind,
    version: 1,
    schema: covenantSchema,
    title: ({ number }) => `${name}${number ? ` ${number}` : ''}`,
    author: ({ committee }) => committee,
    render: (page, data) => {
      page.section(LETTER_PAGE);
      page.add(
        title(`${data.subject ?? ''}${name}`),
        numberLine(data.number),
        ...partyBlocks(byRole(data.parties), false),
        ...(data.preamble ? account(data.preamble, { lines: 3 }) : []),
        paragraph(lead),
        ...clauses(data),
        ...(data.review ? [heading('履行与评议'), ...account(data.review, { lines: 2 })] : []),
        paragraph(`有效期：${periodText(data.validFrom, data.validTo)}。${copies(data.copies)}`),
        closing(data),
      );
    },
  });

export const covenantContract = covenant({
  kind: 'mediation.covenantContract',
  name: '公约',
  lead: '经协商，各方自愿共同遵守下列约定：',
});
export const responsibilityLetter = covenant({
  kind: 'mediation.responsibilityLetter',
  name: '责任书',
  lead: '经协商，责任人承担下列责任：',
});
export const commitmentLetter = covenant({
  kind: 'mediation.commitmentLetter',
  name: '承诺书',
  lead: '承诺人自愿作出下列承诺：',
});

export const meetingMinutes = defineTemplate({
  kind: 'mediation.meetingMinutes',
  version: 1,
  schema: minutesSchema,
  title: ({ number }) => `纪要${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(LETTER_PAGE);
    page.add(
      title(`${data.subject ?? ''}纪要`),
      numberLine(data.number),
      fields(
        [
          [field('时间', dateText(data.date))],
          [field('地点', data.place)],
          [field('主持人', data.host), field('记录人', data.recorder)],
          [field('参加人', data.attendees.join('、'))],
        ],
        { align: 'labels' },
      ),
      ...(data.preamble ? account(data.preamble, { lines: 2 }) : []),
      heading('讨论情况'),
      ...account(data.discussion, { lines: 4 }),
      heading('议定事项'),
      ...clauses(data),
      ...(data.review ? [heading('落实与评议'), ...account(data.review, { lines: 2 })] : []),
      closing(data),
    );
  },
});

const clauses = ({ clauses: given }: Covenant): Block[] =>
  given.length > 0
    ? [list('chinese', given.map(clauseItem), { keepWithPrevious: true })]
    : [writing(6, { fill: true })];

const copies = (count: number | undefined): string =>
  `本文书一式${count === undefined ? BLANK : chineseNumber(count)}份，签署各方各执一份，人民调解委员会存档一份。`;

const closing = (data: Covenant): Block =>
  signatures({
    groups: [
      { columns: 2, slots: partySlots(byRole(data.parties), 'party') },
      ...(data.witnesses.length > 0
        ? [{ columns: 2 as const, slots: nameSlots('见证人', data.witnesses) }]
        : []),
    ],
    seal: committeeSeal(data.committee),
    date: dateText(data.date),
  });

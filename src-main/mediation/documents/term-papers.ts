/** Papers about deadlines: the control sheet, the parties' agreement to extend, the note that the clock stood still. */
import {
  field,
  fields,
  form,
  line,
  paragraph,
  signatures,
  table,
  title,
} from '../../platform/documents/blocks.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import {
  account,
  boxes,
  committeeSeal,
  dateText,
  FORM_PAGE,
  LETTER_PAGE,
  LIST_PAGE,
  longRow,
  nameSlots,
  numberLine,
  wideRow,
  committeeLine,
  signedBy,
} from './form-parts.ts';
import { partyBlocks } from './party-blocks.ts';
import { byRole } from './party-order.ts';
import { BLANK, FORM_UNITS, partySlots } from './party-text.ts';
import { deadlineSheetSchema, extensionAgreementSchema, suspensionNoteSchema } from './term-papers-data.ts';

export const deadlineSheet = defineTemplate({
  kind: 'mediation.deadlineSheet',
  version: 1,
  schema: deadlineSheetSchema,
  title: ({ number }) => `调解期限控制表${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const day = (value: (typeof data)['date']) => (value ? dateText(value) : '');
    page.section(LIST_PAGE);
    page.add(
      committeeLine(data.committee),
      title('调解期限控制表'),
      fields(
        [
          [field('案件编号', data.number), field('人民调解员', data.mediators.join('、'))],
          [field('纠纷名称', data.disputeName)],
          [field('当事人', data.parties.join('、'))],
        ],
        { size: 12 },
      ),
      table({
        columns: [
          { title: '序号', width: 0.8, align: 'center' },
          { title: '期限', width: 2.6, align: 'left' },
          { title: '起算事由', width: 1.8, align: 'center' },
          { title: '起算日', width: 2.5, align: 'center' },
          { title: '期间', width: 1.6, align: 'center' },
          { title: '届满日', width: 2.5, align: 'center' },
          { title: '扣除\n天数', width: 0.9, align: 'center' },
          { title: '延长至', width: 2.5, align: 'center' },
          { title: '办结日', width: 2.5, align: 'center' },
          { title: '依据', width: 2.6, align: 'left' },
        ],
        rows:
          data.rows.length > 0
            ? data.rows.map((each, index) => [
                String(index + 1),
                each.name,
                each.anchor ?? '',
                day(each.anchoredOn),
                each.length ?? '',
                day(each.dueOn),
                each.suspendedDays === undefined ? '' : String(each.suspendedDays),
                day(each.extendedTo),
                day(each.doneOn),
                each.source ?? '',
              ])
            : [['', '', '', '', '', '', '', '', '', '']],
        rowHeight: 26,
        fill: data.rows.length === 0,
      }),
      ...(data.remarks ? [paragraph(`备注：${data.remarks}`, { indent: 0 })] : []),
      line(
        '期间开始之日不计入期间；期间届满的最后一日是法定休假日的，以法定休假日后的第一日为届满日。',
        'left',
        {
          size: 10.5,
          leading: 16,
        },
      ),
      signedBy(
        [...nameSlots('人民调解员', data.mediators), ...nameSlots('审核人', data.reviewer)],
        data.date,
      ),
    );
  },
});

export const extensionAgreement = defineTemplate({
  kind: 'mediation.extensionAgreement',
  version: 1,
  schema: extensionAgreementSchema,
  title: ({ number }) => `延长调解期限协议${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const parties = byRole(data.parties);
    page.section(LETTER_PAGE);
    page.add(
      title('延长调解期限协议'),
      numberLine(data.number),
      ...partyBlocks(parties, false),
      paragraph(
        `${data.committee}于${dateText(data.acceptedOn)}受理各方当事人之间的${data.disputeName ?? `${BLANK}纠纷`}，` +
          `调解期限至${dateText(data.dueOn)}届满。因下列原因，需要延长调解期限：`,
      ),
      ...account(data.reason, { lines: 4, fill: true }),
      paragraph(
        `各方当事人和人民调解委员会一致同意，将调解期限延长至${dateText(data.extendedTo)}。延长期限届满仍未达成调解协议的，终止调解。`,
      ),
      signatures({
        groups: [
          { columns: 2, slots: partySlots(parties, 'party') },
          { columns: 2, slots: nameSlots('人民调解员', data.mediators) },
        ],
        seal: committeeSeal(data.committee),
        date: dateText(data.date),
      }),
    );
  },
});

const CAUSES = { appraisal: '鉴定', expert: '专家咨询', announcement: '公告', other: '其他' } as const;

export const suspensionNote = defineTemplate({
  kind: 'mediation.suspensionNote',
  version: 1,
  schema: suspensionNoteSchema,
  title: ({ number }) => `调解期限扣除记录${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const days = data.days === undefined ? `${BLANK}日` : `${data.days}日`;
    page.section(FORM_PAGE);
    page.add(
      title('调解期限扣除记录'),
      numberLine(data.number),
      form(FORM_UNITS, [
        {
          rows: [
            wideRow('纠纷名称', data.disputeName),
            wideRow('当事人', data.parties.join('、'), { minHeight: 34 }),
            wideRow('扣除事由', boxes(CAUSES, data.cause)),
            longRow('情况说明', data.reason, { minHeight: 120 }),
            wideRow('起止日期', `${dateText(data.from)} 至 ${dateText(data.to)}`),
            wideRow('扣除天数', days),
            wideRow('原届满日', dateText(data.formerDueOn)),
            wideRow('顺延后届满日', dateText(data.newDueOn)),
          ],
        },
      ]),
      signedBy(nameSlots('人民调解员', data.mediators), data.date, data.committee),
    );
  },
});

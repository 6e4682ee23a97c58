import {
  form,
  heading,
  label,
  line,
  note,
  row,
  signatures,
  space,
  table,
  title,
  value,
} from '../../platform/documents/blocks.ts';
import { formatDate } from '../../platform/dates.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { bothForms, fen, formatYuanDigits } from '../../platform/money.ts';
import { subsidyCorrectionSchema } from './subsidy-correction-data.ts';

const NAME = '人民调解“以案定补”补贴更正单';

/** 补贴更正单: a house form. The sheet it corrects stays as it was approved; both are kept together. */
export const subsidyCorrection = defineTemplate({
  kind: 'mediation.subsidyCorrection',
  version: 1,
  schema: subsidyCorrectionSchema,
  title: ({ number }) => `${NAME} ${number}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section({
      margins: { ...FORM_MARGINS, top: millimetres(18), right: millimetres(16), bottom: millimetres(18) },
      header: `${NAME}　${data.number}`,
      size: 11,
      leading: 18,
      cellSize: 9,
      headingSize: 12.5,
      titleSize: 18,
    });
    page.add(
      title(NAME),
      line(`编号：${data.number}`, 'right', { size: 10 }),
      form(
        40,
        [
          {
            rows: [
              row([label('填报单位', 6), value(data.committee, 34)]),
              row([
                label('原审批表', 6),
                value(data.sheetNumber, 20),
                label('批准日期', 6),
                value(formatDate(data.sheetApprovedOn), 8),
              ]),
              row([label('更正理由', 6), value(data.reason, 34)]),
              row([label('更正前合计', 6), value(bothForms(data.beforeFen), 34)]),
              row([label('更正后合计', 6), value(bothForms(data.afterFen), 34)]),
            ],
          },
        ],
        { size: 10.5 },
      ),
      heading('更正明细'),
      table({
        columns: [
          { title: '序号', width: 30, align: 'center' },
          { title: '案号、纠纷类型', width: 150, align: 'left' },
          { title: '调解员', width: 90, align: 'left' },
          { title: '更正前（元）', width: 70, align: 'right' },
          { title: '更正后（元）', width: 70, align: 'right' },
          { title: '差额（元）', width: 70, align: 'right' },
        ],
        rows: data.entries.map((each, index) => [
          String(index + 1),
          `${each.caseNumber}\n${each.disputeType}`,
          each.mediator,
          formatYuanDigits(each.beforeFen),
          formatYuanDigits(each.afterFen),
          signed(each.afterFen - each.beforeFen),
        ]),
        totals: [['', '合计', '', '', '', signed(data.afterFen - data.beforeFen)]],
      }),
      note(
        '原审批表不作改动；本单与原审批表一并保存，合计以本单“更正后合计”为准。差额为负的，由调解员退回或在下次发放时扣除。',
      ),
      space(6),
      signatures({
        groups: [
          {
            columns: 2,
            slots: [
              { label: '制表人', name: data.madeBy, hint: '（签名）' },
              { label: '审批人', ...(data.approvedBy && { name: data.approvedBy }), hint: '（签名）' },
            ],
          },
        ],
        seal: { name: data.committee, mark: '（人民调解委员会印章）' },
        date: data.approvedOn ? formatDate(data.approvedOn) : '　　年　月　日',
      }),
    );
  },
});

const signed = (difference: number): string =>
  `${difference < 0 ? '−' : '+'}${formatYuanDigits(fen(Math.abs(difference)))}`;

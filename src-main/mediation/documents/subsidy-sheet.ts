import {
  form,
  heading,
  label,
  line,
  list,
  note,
  row,
  signatures,
  space,
  table,
  title,
  value,
} from '../../platform/documents/blocks.ts';
import type { Block } from '../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { formatDate } from '../../platform/dates.ts';
import { bothForms, formatYuanDigits } from '../../platform/money.ts';
import type { z } from 'zod';
import { subsidySheetSchema } from './subsidy-sheet-data.ts';

type Sheet = z.output<typeof subsidySheetSchema>;
type Line = Sheet['lines'][number];

const NAME = '人民调解“以案定补”补贴发放审批表';
const FORMS = { written: '书面', oral: '口头', none: '—' } as const;

/** 以案定补补贴发放审批表: a house form; no official model was found (domain notes §1.8). */
export const subsidySheet = defineTemplate({
  kind: 'mediation.subsidySheet',
  version: 1,
  schema: subsidySheetSchema,
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
      head(data),
      heading('一、补贴明细'),
      details(data),
      ...overrides(data),
      heading('二、按调解员汇总'),
      summary(data),
      heading('三、依据'),
      ...basis(data),
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

function head(data: Sheet): Block {
  const period = `${formatDate(data.periodFrom)}至${formatDate(data.periodTo)}`;
  return form(
    40,
    [
      {
        rows: [
          row([label('填报单位', 6), value(data.committee, 34)]),
          row([
            label('结案期间', 6),
            value(period, 20),
            label('案件数', 6),
            value(`${data.lines.length}件`, 8),
          ]),
          row([label('补贴合计', 6), value(bothForms(data.totalFen), 34)]),
          ...(data.note ? [row([label('备注', 6), value(data.note, 34)])] : []),
        ],
      },
    ],
    { size: 10.5 },
  );
}

function details({ lines, totalFen }: Sheet): Block {
  return table({
    columns: [
      { title: '序号', width: 28, align: 'center' },
      { title: '案号、纠纷类型', width: 118, align: 'left' },
      { title: '结案日期', width: 60, align: 'center' },
      { title: '类别', width: 46, align: 'center' },
      { title: '结果', width: 50, align: 'center' },
      { title: '评分', width: 30, align: 'center' },
      { title: '调解员及分配（元）', width: 92, align: 'left' },
      { title: '金额（元）', width: 54, align: 'right' },
    ],
    rows: lines.map((each, index) => [
      String(index + 1),
      `${each.number}\n${each.disputeType}`,
      each.endedOn,
      each.className || '—',
      outcomeText(each),
      each.score === null ? '—' : String(each.score),
      each.shares.map(({ name, amountFen }) => `${name} ${formatYuanDigits(amountFen)}`).join('\n'),
      `${formatYuanDigits(each.amountFen)}${each.override ? '※' : ''}`,
    ]),
    totals: [['', '合计', '', '', '', '', '', formatYuanDigits(totalFen)]],
  });
}

const outcomeText = ({ outcome, form: kind, performed }: Line): string =>
  outcome === 'terminated' ? '调解终止' : `${FORMS[kind]}协议${performed ? '\n已履行' : ''}`;

/** What was not paid by the table of rates, line by line: an inspector looks here first. */
function overrides({ lines }: Sheet): Block[] {
  const notes = lines.flatMap(({ override, amountFen }, index) => {
    if (!override) return [];
    const before =
      override.ruleFen === null ? '按标准无对应金额' : `按标准为${formatYuanDigits(override.ruleFen)}元`;
    return [`第${index + 1}行：${before}，核定${formatYuanDigits(amountFen)}元。理由：${override.reason}`];
  });
  return notes.length === 0 ? [] : [note('※ 经调整的金额或分配：'), ...notes.map((text) => note(text))];
}

function summary({ summary: people, totalFen }: Sheet): Block {
  return table({
    columns: [
      { title: '序号', width: 40, align: 'center' },
      { title: '调解员', width: 130, align: 'left' },
      { title: '案件数', width: 60, align: 'center' },
      { title: '金额（元）', width: 100, align: 'right' },
      { title: '领取人签名', width: 190, align: 'left' },
    ],
    rows: people.map(({ name, cases, amountFen }, index) => [
      String(index + 1),
      name,
      String(cases),
      formatYuanDigits(amountFen),
      '',
    ]),
    totals: [['', '合计', '', formatYuanDigits(totalFen), '']],
  });
}

function basis({ rules }: Sheet): Block[] {
  const texts = rules.map(
    ({ name, number, validFrom, source }) =>
      `《${name}》（本委员会第${number}版，自${formatDate(validFrom)}起结案的案件适用；依据：${source}）`,
  );
  return [
    list('bracket', [
      ...texts,
      '同一纠纷无论调解几次只计一次；只发给本案在册的人民调解员，依规定不得领取的人员不发。',
    ]),
  ];
}

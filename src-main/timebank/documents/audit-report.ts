import { z } from 'zod';
import { formatDate } from '../../platform/dates.ts';
import {
  form,
  heading,
  label,
  line,
  list,
  note,
  paragraph,
  row,
  signatures,
  space,
  title,
  value,
} from '../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { civilDateValue, textValue } from '../../platform/documents/values.ts';

const NAME = '时间银行账簿自查报告';

export const auditReportSchema = z.object({
  organisation: textValue,
  number: textValue,
  auditedOn: civilDateValue,
  auditedBy: textValue,
  transactions: z.int(),
  entries: z.int(),
  closings: z.int(),
  statements: z.int(),
  certificates: z.int(),
  documents: z.int(),
  head: z.string().regex(/^[0-9a-f]{64}$/),
  /** Papers and reservations sealed so far, and the last link of their chain. */
  seals: z.object({ links: z.int().min(0), head: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
  /** Each names the exact row; in the program's own words, for whoever repairs it. */
  problems: z.array(textValue),
});

/** 账簿自查报告: what was recomputed and what does not agree, row by row. */
export const auditReport = defineTemplate({
  kind: 'timebank.auditReport',
  version: 2,
  schema: auditReportSchema,
  title: ({ number }) => `${NAME} ${number}`,
  author: ({ organisation }) => organisation,
  render: (page, data) => {
    page.section({
      margins: { ...FORM_MARGINS, top: millimetres(20), right: millimetres(20), bottom: millimetres(20) },
      header: `${NAME}　${data.number}`,
      size: 11.5,
      leading: 20,
      headingSize: 13,
      titleSize: 20,
    });
    page.add(
      line(data.organisation, 'center', { size: 13, leading: 22 }),
      title(NAME),
      line(`编号：${data.number}`, 'right', { size: 10 }),
      form(40, [
        {
          rows: [
            row([
              label('自查日期', 7),
              value(formatDate(data.auditedOn), 13),
              label('自查人', 7),
              value(data.auditedBy, 13),
            ]),
            row([
              label('记账笔数', 7),
              value(`${data.transactions}笔`, 13),
              label('分录条数', 7),
              value(`${data.entries}条`, 13),
            ]),
            row([
              label('结账记录', 7),
              value(`${data.closings}条`, 13),
              label('对账单断言', 7),
              value(`${data.statements}项`, 13),
            ]),
            row([
              label('服务证明', 7),
              value(`${data.certificates}份`, 13),
              label('文书', 7),
              value(`${data.documents}份`, 13),
            ]),
          ],
        },
      ]),
      heading('一、自查内容'),
      paragraph(
        '逐笔重新计算：编号连续、借贷合计为零、余额逐条相接、校验链完整、冲正一次且相等、积分批次与预留相符、服务时长与入账一致、' +
          '账户未被改动；已出具的对账单期初与上期期末相接并与账簿一致；已结账月份与结账时一致；服务证明与记录一致；文书原件未被改动；文书与预留的封存链完整。',
      ),
      heading('二、自查结果'),
      ...(data.problems.length === 0
        ? [paragraph('全部一致，未发现问题。')]
        : [
            paragraph(`发现${data.problems.length}处不一致（列出所在记录）：`),
            list('arabic', data.problems, { keepWithPrevious: true }),
          ]),
      note(`账簿校验值（SHA-256）：${data.head}`),
      ...(data.seals
        ? [note(`文书与预留封存链第${data.seals.links}号的校验值（SHA-256）：${data.seals.head}`)]
        : []),
      space(8),
      signatures({
        groups: [{ columns: 1, slots: [{ label: '自查人', name: data.auditedBy, hint: '（签名）' }] }],
        seal: { name: data.organisation, mark: '（盖章）' },
        date: formatDate(data.auditedOn),
      }),
    );
  },
});

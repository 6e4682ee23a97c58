import { z } from 'zod';
import { formatDate } from '../../platform/dates.ts';
import { line, note, paragraph, signatures, space, table, title } from '../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { civilDateValue, minutesValue, textValue } from '../../platform/documents/values.ts';
import { formatMinutes, sumMinutes } from '../../platform/minutes.ts';

const NAME = '志愿服务时长和时间币公示';

export const boardListSchema = z.object({
  organisation: textValue,
  number: textValue.optional(),
  period: z.object({ from: civilDateValue, to: civilDateValue }),
  /** How long it hangs. */
  posted: z.object({ from: civilDateValue, to: civilDateValue, workingDays: z.int().min(1).optional() }),
  contact: textValue.optional(),
  /** Members who moved in the month; names already masked, told apart by volunteer number. */
  rows: z.array(
    z.object({
      volunteerNumber: textValue,
      maskedName: textValue,
      hours: minutesValue,
      coinsIn: minutesValue,
      coinsOut: minutesValue,
      coins: minutesValue,
      total: minutesValue,
    }),
  ),
});
export type BoardListData = z.input<typeof boardListSchema>;

/** 公示: the month on the notice board, with masked names (志愿服务记录办法; 公示 before it counts, timebank.md §1.4). */
export const boardList = defineTemplate({
  kind: 'timebank.boardList',
  version: 1,
  schema: boardListSchema,
  title: () => NAME,
  author: ({ organisation }) => organisation,
  render: (page, data) => {
    page.section({
      margins: { ...FORM_MARGINS, top: millimetres(20), right: millimetres(18), bottom: millimetres(18) },
      header: `${NAME}　${formatDate(data.period.from)}至${formatDate(data.period.to)}`,
      size: 12,
      leading: 21,
      cellSize: 10.5,
      titleSize: 22,
    });
    const sum = (pick: (row: (typeof data.rows)[number]) => (typeof data.rows)[number]['hours']) =>
      formatMinutes(sumMinutes(data.rows.map(pick)));
    page.add(
      line(data.organisation, 'center', { size: 14, leading: 24 }),
      title(NAME),
      ...(data.number ? [line(`编号：${data.number}`, 'right', { size: 10.5 })] : []),
      paragraph(
        `现将${formatDate(data.period.from)}至${formatDate(data.period.to)}记入的志愿服务时长和时间币予以公示，` +
          `公示期为${formatDate(data.posted.from)}至${formatDate(data.posted.to)}` +
          `${data.posted.workingDays ? `（${data.posted.workingDays}个工作日）` : ''}。` +
          `对公示内容有异议的，请在公示期内向${data.organisation}${data.contact ? `（联系方式：${data.contact}）` : ''}提出。`,
      ),
      table({
        columns: [
          { title: '志愿者编号', width: 110, align: 'left' },
          { title: '姓名', width: 74, align: 'center' },
          { title: '本期时长', width: 80, align: 'right' },
          { title: '时间币存入', width: 75, align: 'right' },
          { title: '时间币支出', width: 75, align: 'right' },
          { title: '期末时间币', width: 80, align: 'right' },
          { title: '累计时长', width: 85, align: 'right' },
        ],
        rows: data.rows.map((row) => [
          row.volunteerNumber,
          row.maskedName,
          formatMinutes(row.hours),
          formatMinutes(row.coinsIn),
          formatMinutes(row.coinsOut),
          formatMinutes(row.coins),
          formatMinutes(row.total),
        ]),
        totals: [
          [
            `合计${data.rows.length}人`,
            '',
            sum((row) => row.hours),
            sum((row) => row.coinsIn),
            sum((row) => row.coinsOut),
            '',
            '',
          ],
        ],
      }),
      note(
        '姓名已作遮盖，请以志愿者编号核对本人记录。本期无变动的成员不在表内。服务时长按月末前记入的数计算。',
      ),
      space(6),
      signatures({
        groups: [],
        seal: { name: data.organisation, mark: '（盖章）' },
        date: formatDate(data.posted.from),
      }),
    );
  },
});

import { z } from 'zod';
import { formatDate } from '../../platform/dates.ts';
import {
  form,
  note,
  row,
  signatures,
  table,
  title,
  value,
  type QrCode,
} from '../../platform/documents/blocks.ts';
import { millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { civilDateValue, textValue } from '../../platform/documents/values.ts';

const NAME = '志愿服务签到表';

export const signSheetSchema = z.object({
  organisation: textValue,
  number: textValue,
  /** Of the head, as people read it: `7K3M-P2A5`. */
  code: textValue,
  /** Empty or null: left to be written by hand. */
  activity: z.string(),
  activityNumber: textValue.optional(),
  servedOn: civilDateValue.nullable(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  place: z.string(),
  responsible: z.string(),
  group: z.string(),
  serviceType: z.string(),
  lines: z
    .array(z.object({ code: textValue, name: textValue.optional(), volunteerNumber: textValue.optional() }))
    .min(1),
});
export type SignSheetData = z.input<typeof signSheetSchema>;

/**
 * 签到表 to be written on: a line and a code for everybody who is expected, lines with codes of their own for whoever
 * else comes (志愿服务记录办法 art. 7: activity, date, place, content, time, person responsible, recorder). What a
 * scanner reads from a line is its code and nothing of the person.
 */
export const signSheet = defineTemplate({
  kind: 'timebank.signSheet',
  version: 1,
  schema: signSheetSchema,
  title: ({ number }) => `${NAME} ${number}`,
  author: ({ organisation }) => organisation,
  render: (page, data) => {
    page.section({
      orientation: 'landscape',
      margins: {
        top: millimetres(13),
        right: millimetres(14),
        bottom: millimetres(15),
        left: millimetres(14),
      },
      header: `${NAME}　${data.number}　${data.activity}`,
      size: 11,
      leading: 18,
      cellSize: 11,
      titleSize: 18,
    });
    const times = data.startsAt && data.endsAt ? `${data.startsAt}–${data.endsAt}` : HAND;
    page.add(
      title(`${data.organisation}　${NAME}`, 16),
      form(40, [
        {
          rows: [
            row([
              value(
                [
                  `活动：${data.activity || HAND.repeat(2)}${data.activityNumber ? `（${data.activityNumber}）` : ''}`,
                  `日期：${data.servedOn ? formatDate(data.servedOn) : '　　　　年　　月　　日'}　　时间：${times}　　服务类别：${data.serviceType || HAND}`,
                  `地点：${data.place || HAND.repeat(2)}　　负责人：${data.responsible || HAND}${data.group ? `　　团体：${data.group}` : ''}`,
                  `签到表编号：${data.number}　　应到 ${data.lines.filter((line) => line.name).length} 人　　空白 ${data.lines.filter((line) => !line.name).length} 行`,
                ].join('\n'),
                31,
              ),
              value(`表头码\n${data.code}`, 9, { qr: qrOf(data.code) }),
            ]),
          ],
        },
      ]),
      table({
        columns: [
          { title: '序号', width: 34, align: 'center' },
          { title: '姓名', width: 96, align: 'center' },
          { title: '志愿者编号', width: 108, align: 'center' },
          { title: '签到时间', width: 74, align: 'center' },
          { title: '签退时间', width: 74, align: 'center' },
          { title: '本人签名', width: 128, align: 'center' },
          { title: '服务分钟', width: 62, align: 'center' },
          { title: '行码', width: 122, align: 'center' },
        ],
        rows: data.lines.map((line, index) => [
          String(index + 1),
          line.name ?? '',
          line.volunteerNumber ?? '',
          '',
          '',
          '',
          '',
          { text: line.code, qr: qrOf(line.code) },
        ]),
      }),
      note(
        '签到、签退由本人填写并签名；分钟数由负责人核定，不含往返路途。录入时扫描行码，或输入码旁的编号；空白行供临时参加的人填写姓名。',
        { size: 9.5, leading: 15 },
      ),
      signatures({
        groups: [
          {
            columns: 2,
            slots: [
              { label: '活动负责人', hint: '（签名）' },
              { label: '录入人', hint: '（签名）' },
            ],
          },
        ],
        date: '　　　　年　　月　　日',
      }),
    );
  },
});

/** Room to write by hand. */
const HAND = '＿＿＿＿＿＿＿＿';

/** A little over half a millimetre a module; the code without its hyphen fits the smallest QR with the strongest correction. */
const qrOf = (code: string): QrCode => ({ text: code.replace('-', ''), module: millimetres(0.52) });

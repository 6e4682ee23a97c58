/** 专项基金发放清单: everybody signs for the time coins that the fund issued to him. */
import { formatDate } from '../../platform/dates.ts';
import { line, note, paragraph, signatures, space, table, title } from '../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { formatMinutes, sumMinutes } from '../../platform/minutes.ts';
import { fundListSchema } from './fund-list-data.ts';

const NAME = '时间银行专项基金发放清单';

export const fundList = defineTemplate({
  kind: 'timebank.fundList',
  version: 1,
  schema: fundListSchema,
  title: ({ number }) => `${NAME} ${number}`,
  author: ({ organisation }) => organisation,
  render: (page, data) => {
    page.section({
      margins: { ...FORM_MARGINS, top: millimetres(20), right: millimetres(18), bottom: millimetres(18) },
      header: `${NAME}　${data.number}`,
      size: 12,
      leading: 21,
      cellSize: 11,
      titleSize: 20,
    });
    const total = formatMinutes(sumMinutes(data.rows.map((row) => row.minutes)));
    page.add(
      line(data.organisation, 'center', { size: 14, leading: 24 }),
      title(NAME),
      line(`编号：${data.number}`, 'right', { size: 10.5 }),
      paragraph(
        `${formatDate(data.issuedOn)}，专项基金向下列${data.rows.length}名成员发放时间币，合计${total}（事由：${data.reason}）。` +
          '时间币已记入各人账户，请核对后签名。',
      ),
      table({
        columns: [
          { title: '序号', width: 40, align: 'center' },
          { title: '姓名', width: 90, align: 'left' },
          { title: '志愿者编号', width: 110, align: 'left' },
          { title: '发放时间币', width: 90, align: 'right' },
          { title: '领取人签名（按指印）', width: 150, align: 'left' },
        ],
        rows: data.rows.map((row, index) => [
          String(index + 1),
          row.name,
          row.volunteerNumber,
          formatMinutes(row.minutes),
          '',
        ]),
        // Room for a signature and a fingerprint.
        rowHeight: 30,
        totals: [['', `合计${data.rows.length}人`, '', total, '']],
      }),
      note('由监护人或代理人签领的，请写明“某某代”。时间币只用于兑换服务等用途，不兑换现金。'),
      note(`发放依据：${data.rule}`),
      space(6),
      signatures({
        groups: [
          {
            columns: 2,
            slots: [
              { label: '经办人', name: data.handler, hint: '（签名）' },
              { label: '负责人', hint: '（签名）' },
            ],
          },
        ],
        seal: { name: data.organisation, mark: '（盖章）' },
        date: formatDate(data.issuedOn),
      }),
    );
  },
});

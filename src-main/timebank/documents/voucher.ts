/** 兑换券: what the counter hands out for reserved coins or points; the partner hands out the goods for it. */
import { form, label, line, note, row, signatures, title, value } from '../../platform/documents/blocks.ts';
import { civilDate, formatDate } from '../../platform/dates.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { formatMinutes, minutes } from '../../platform/minutes.ts';
import { voucherSchema } from './voucher-data.ts';

export const voucher = defineTemplate({
  kind: 'timebank.voucher',
  version: 1,
  schema: voucherSchema,
  title: ({ number }) => `兑换券 ${number}`,
  author: ({ organisation }) => organisation,
  render: (page, data) => {
    const paid =
      data.paid.unit === 'minute'
        ? `时间币 ${formatMinutes(minutes(data.paid.amount))}`
        : `积分 ${data.paid.amount} 分`;
    const wide = (name: string, text: string) => row([label(name, 8), value(text, 32)], { minHeight: 28 });
    page.add(
      line(data.organisation, 'center', { size: 14, leading: 22 }),
      title('时间银行兑换券'),
      line(`编号：${data.number}`, 'right', { size: 11 }),
      form(40, [
        {
          rows: [
            row(
              [
                label('持券人', 8),
                value(data.member.name, 12),
                label('志愿者编号', 8),
                value(data.member.volunteerNumber, 12),
              ],
              { minHeight: 28 },
            ),
            wide('兑换物品', `${data.item}　${data.quantity}${data.unitName}`),
            wide('提供单位', data.partner),
            wide('使用', paid),
            wide('核销码', data.code),
            row(
              [
                label('出具日期', 8),
                value(formatDate(civilDate(data.issuedOn)), 12),
                label('有效至', 8),
                value(formatDate(civilDate(data.expiresOn)), 12),
              ],
              { minHeight: 28 },
            ),
          ],
        },
      ]),
      note(
        '凭编号和核销码领取一次，核销后作废；不兑换现金，不找零。核销前已预留相应时间币或积分，未使用可到柜台取消退回。',
      ),
      signatures({
        groups: [
          {
            columns: 2,
            slots: [
              { label: '领取人', hint: '（签名）' },
              { label: '经办人', name: data.handler, hint: '（签名）' },
            ],
          },
        ],
        seal: { name: data.organisation, mark: '（盖章）' },
        date: formatDate(civilDate(data.issuedOn)),
      }),
    );
  },
});

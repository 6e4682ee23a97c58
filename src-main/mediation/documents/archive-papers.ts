/** Papers of the archive: destruction list and lending slip. */
import { field, fields, form, label, paragraph, row, table, value } from '../../platform/documents/blocks.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { destructionListSchema, lendingSlipSchema } from './archive-papers-data.ts';
import {
  boxes,
  cellDate,
  dateText,
  FORM_PAGE,
  LIST_PAGE,
  longRow,
  nameSlots,
  pairRow,
  wideRow,
  paperHead,
  signedBy,
} from './form-parts.ts';
import { BLANK, FORM_UNITS } from './party-text.ts';

export const destructionList = defineTemplate({
  kind: 'mediation.destructionList',
  version: 2,
  schema: destructionListSchema,
  title: ({ number }) => `档案鉴定销毁清册${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const day = (value: (typeof data)['date']) => (value ? dateText(value) : '');
    page.section(LIST_PAGE);
    page.add(
      ...paperHead(data, '档案鉴定销毁清册', { numberName: '清册编号' }),
      table({
        columns: [
          { title: '序号', width: 0.8, align: 'center' },
          { title: '卷号', width: 3.4, align: 'left' },
          { title: '卷名', width: 4.6, align: 'left' },
          { title: '立卷日期', width: 2.4, align: 'center' },
          { title: '保管期限', width: 1.6, align: 'center' },
          { title: '期满日期', width: 2.4, align: 'center' },
          { title: '页数', width: 1, align: 'center' },
          { title: '鉴定意见', width: 2.6, align: 'left' },
        ],
        rows:
          data.entries.length > 0
            ? data.entries.map((entry, index) => [
                String(index + 1),
                entry.dossierNumber,
                entry.title ?? '',
                day(entry.filedOn),
                entry.retention ?? '',
                day(entry.expiredOn),
                entry.pages === undefined ? '' : String(entry.pages),
                entry.opinion ?? '',
              ])
            : [['', '', '', '', '', '', '', '']],
        rowHeight: 24,
        fill: data.entries.length === 0,
      }),
      fields([[field('鉴定意见', data.appraisal)], [field('销毁日期', dateText(data.destroyedOn))]], {
        size: 12,
      }),
      paragraph(
        `本清册共列案卷${data.entries.length > 0 ? ` ${data.entries.length} ` : BLANK}卷。未经鉴定、审批的案卷不得销毁；销毁时由监销人在场监督并签名。`,
      ),
      signedBy(
        [
          ...nameSlots('鉴定人', data.appraisers),
          ...nameSlots('审批人', data.approver),
          ...nameSlots('监销人', data.supervisors),
        ],
        data.date,
        data.committee,
      ),
    );
  },
});

const MANNERS = { look: '查阅', borrow: '借出', copy: '复制' } as const;

export const lendingSlip = defineTemplate({
  kind: 'mediation.lendingSlip',
  version: 2,
  schema: lendingSlipSchema,
  title: ({ number }) => `档案借阅单${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const dossiers =
      data.dossiers.length > 0
        ? data.dossiers
        : Array.from({ length: 5 }, () => ({ dossierNumber: '', title: '', pages: undefined }));
    page.section(FORM_PAGE);
    page.add(
      ...paperHead(data, '档案借阅单'),
      form(FORM_UNITS, [
        {
          rows: [
            pairRow('借阅人', data.borrower ?? '', '联系方式', data.phone ?? ''),
            wideRow('单位', data.unit),
            wideRow('借阅方式', boxes(MANNERS, data.manner)),
            longRow('借阅事由', data.purpose, { minHeight: 60 }),
            pairRow('借出日期', cellDate(data.lentOn), '应还日期', cellDate(data.dueOn)),
          ],
        },
        {
          rows: [
            row([label('卷号', 18), label('卷名', 22), label('页数', 8)], { minHeight: 24 }),
            ...dossiers.map((each) =>
              row(
                [
                  value(each.dossierNumber, 18),
                  value(each.title, 22),
                  value(each.pages === undefined ? '' : String(each.pages), 8, { align: 'center' }),
                ],
                { minHeight: 28 },
              ),
            ),
          ],
        },
        {
          rows: [
            wideRow('归还日期', dateText(data.returnedOn)),
            longRow('归还时状况', '', { minHeight: 40 }),
          ],
        },
      ]),
      signedBy(
        [
          ...nameSlots('借阅人', data.borrower),
          ...nameSlots('审批人', data.approver),
          ...nameSlots('档案管理人', data.archivist),
          { label: '归还经手人', hint: '（签名）' },
        ],
        data.lentOn,
      ),
    );
  },
});

/** Cover, catalogue, situation note and back cover of a dossier (人民调解文书格式, forms 1, 2, 15, 16). */
import { field, fields, line, signatures, space, table, title } from '../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import {
  dossierBackCoverSchema,
  dossierCatalogueSchema,
  dossierCoverSchema,
  situationNoteSchema,
} from './dossier-covers-data.ts';
import {
  account,
  dateText,
  FORM_PAGE,
  LETTER_PAGE,
  NUMBER_BLANK,
  numberLine,
  periodText,
  committeeLine,
} from './form-parts.ts';

const COVER_PAGE = {
  margins: { ...FORM_MARGINS, top: millimetres(38), bottom: millimetres(28) },
  size: 16,
  leading: 30,
  pageNumbers: false,
} as const;

export const dossierCover = defineTemplate({
  kind: 'mediation.dossierCover',
  version: 1,
  schema: dossierCoverSchema,
  title: ({ number }) => `人民调解卷宗${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(COVER_PAGE);
    page.add(
      line(data.committee, 'center', { size: 22, leading: 40 }),
      space(0, 1),
      title('调　解　卷　宗', 40),
      space(0, 1),
      fields(
        [
          [field('卷名', data.title)],
          [field('卷号', data.number ?? '（　　　）　　人调字第　　　号')],
          ...(data.disputeType ? [[field('纠纷类型', data.disputeType)]] : []),
          ...(data.year ? [[field('年度', data.year)]] : []),
          [field('人民调解员', data.mediators.join('、'))],
          [field('调解日期', periodText(data.mediatedFrom, data.mediatedTo))],
          [field('立卷人', data.filedBy)],
          [field('立卷日期', dateText(data.filedOn))],
          [field('保管期限', data.retention)],
          [field('备注', data.remarks)],
        ],
        { align: 'labels', size: 15, leading: 42, inset: 6 },
      ),
      space(0, 0.6),
      line('', 'center'),
    );
  },
});

export const dossierCatalogue = defineTemplate({
  kind: 'mediation.dossierCatalogue',
  version: 1,
  schema: dossierCatalogueSchema,
  title: ({ number }) => `卷内目录${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section({ ...FORM_PAGE, fit: 'flow', pageNumbers: false, cellSize: 12 });
    page.add(
      committeeLine(data.committee),
      title('卷　内　目　录'),
      fields([[field('卷号', data.number ?? NUMBER_BLANK)], [field('卷名', data.title)]], { size: 12 }),
      table({
        columns: [
          { title: '序号', width: 1, align: 'center' },
          { title: '文书名称', width: 6, align: 'left' },
          { title: '页号', width: 1.6, align: 'center' },
          { title: '备注', width: 2.4, align: 'left' },
        ],
        rows:
          data.entries.length > 0
            ? data.entries.map((entry, index) => [
                String(index + 1),
                entry.name,
                pagesText(entry.firstPage, entry.lastPage),
                entry.note ?? '',
              ])
            : [['', '', '', '']],
        rowHeight: 30,
        fill: data.entries.length === 0,
      }),
    );
  },
});

/** `3`, `3–5`; a dash for what stands apart. */
const pagesText = (first: number | undefined, last: number | undefined): string =>
  first === undefined ? '—' : last === undefined || last === first ? String(first) : `${first}–${last}`;

export const situationNote = defineTemplate({
  kind: 'mediation.situationNote',
  version: 1,
  schema: situationNoteSchema,
  title: ({ number }) => `卷宗情况说明${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(LETTER_PAGE);
    page.add(
      committeeLine(data.committee),
      title('卷宗情况说明'),
      numberLine(data.number, '卷号'),
      ...account(data.text, { lines: 12, fill: true }),
      signatures({
        groups: [
          {
            columns: 2,
            slots: [
              { label: '立卷人', ...(data.filedBy && { name: data.filedBy }), hint: '（签名）' },
              { label: '检查人', ...(data.checkedBy && { name: data.checkedBy }), hint: '（签名）' },
            ],
          },
        ],
        date: `立卷时间：${dateText(data.filedOn)}`,
      }),
    );
  },
});

export const dossierBackCover = defineTemplate({
  kind: 'mediation.dossierBackCover',
  version: 1,
  schema: dossierBackCoverSchema,
  title: ({ number }) => `卷宗封底${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(COVER_PAGE);
    page.add(
      line(data.committee, 'center'),
      space(0, 2),
      line(`本卷宗连面带底共计${count(data.pages)}页，附证物${count(data.evidenceBags)}袋。`, 'center', {
        size: 18,
        leading: 36,
      }),
      space(0, 3),
      fields(
        [
          [field('卷号', data.number ?? '（　　　）　　人调字第　　　号')],
          [field('立卷人', data.filedBy)],
          [field('检查人', data.checkedBy)],
          [field('日期', dateText(data.date))],
        ],
        { align: 'labels', size: 15, leading: 42, inset: 60 },
      ),
      space(0, 0.6),
      line('', 'center'),
    );
  },
});

const count = (value: number | undefined): string => (value === undefined ? '＿＿＿' : ` ${value} `);

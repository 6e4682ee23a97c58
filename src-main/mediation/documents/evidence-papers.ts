/** Evidence list (form 8), expert consultation, opinions of bodies that mediate jointly. */
import {
  field,
  fields,
  form,
  heading,
  label,
  line,
  list,
  paragraph,
  row,
  table,
  title,
  value,
  writing,
} from '../../platform/documents/blocks.ts';
import type { z } from 'zod';
import { defineTemplate } from '../../platform/documents/template.ts';
import {
  account,
  dateText,
  FORM_PAGE,
  LETTER_PAGE,
  longRow,
  nameSlots,
  timeText,
  wideRow,
  committeeLine,
  paperHead,
  signedBy,
} from './form-parts.ts';
import { FORM_UNITS } from './party-text.ts';
import { evidenceListSchema, expertConsultationSchema, jointOpinionSchema } from './record-papers-data.ts';

const ORIGINALS = { original: '原件', copy: '复印件', both: '原件及复印件' } as const;

export const evidenceList = defineTemplate({
  kind: 'mediation.evidenceList',
  version: 1,
  schema: evidenceListSchema,
  title: ({ number }) => `证据材料清单${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const text = (value: number | undefined) => (value === undefined ? '' : String(value));
    page.section({ ...FORM_PAGE, cellSize: 11 });
    page.add(
      committeeLine(data.committee),
      title('证据材料清单'),
      fields([[field('卷号', data.number)], [field('纠纷名称', data.disputeName)]], { size: 12 }),
      table({
        columns: [
          { title: '序号', width: 1, align: 'center' },
          { title: '证据名称', width: 4, align: 'left' },
          { title: '提供人', width: 2, align: 'center' },
          { title: '份数', width: 1, align: 'center' },
          { title: '页数', width: 1, align: 'center' },
          { title: '原件/\n复印件', width: 1.8, align: 'center' },
          { title: '证明内容', width: 3.4, align: 'left' },
        ],
        rows:
          data.items.length > 0
            ? data.items.map((item, index) => [
                String(index + 1),
                item.name,
                item.providedBy ?? '',
                text(item.copies),
                text(item.pages),
                item.original ? ORIGINALS[item.original] : '',
                [item.proves, item.note].filter(Boolean).join('；'),
              ])
            : [['', '', '', '', '', '', '']],
        rowHeight: 28,
        fill: data.items.length === 0,
      }),
      paragraph('以上材料由提供人提交，人民调解委员会收存；证据材料附后。'),
      signedBy([...nameSlots('提供人', data.providers), ...nameSlots('接收人', data.receivedBy)], data.date),
    );
  },
});

export const expertConsultation = defineTemplate({
  kind: 'mediation.expertConsultation',
  version: 1,
  schema: expertConsultationSchema,
  title: ({ number }) => `专家咨询记录${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section({ ...LETTER_PAGE, size: 13, leading: 23 });
    page.add(
      ...paperHead(data, '专家咨询记录'),
      fields(
        [
          [field('时间', timeText(data))],
          [field('地点', data.place)],
          [field('纠纷名称', data.disputeName)],
          [field('当事人', data.parties.join('、'))],
          [field('咨询专家', data.experts.join('、'))],
        ],
        { align: 'labels' },
      ),
      heading('咨询问题'),
      ...(data.questions.length > 0 ? [list('arabic', data.questions)] : [writing(3)]),
      heading('专家意见'),
      ...account(data.opinion, { lines: 6, fill: true }),
      fields([[field('责任程度意见', data.responsibility)]]),
      paragraph('本记录供调解参考；专家与纠纷当事人没有应当回避的情形。'),
      signedBy([...nameSlots('专家', data.experts), ...nameSlots('记录人', data.recorder)], data.date),
    );
  },
});

type Body = z.output<typeof jointOpinionSchema>['bodies'][number];

export const jointOpinion = defineTemplate({
  kind: 'mediation.jointOpinion',
  version: 1,
  schema: jointOpinionSchema,
  title: ({ number }) => `联合调解意见表${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const bodies =
      data.bodies.length > 0
        ? data.bodies
        : Array.from({ length: 4 }, (): Body => ({ body: '', opinion: '' }));
    page.section(FORM_PAGE);
    page.add(
      ...paperHead(data, '联合调解意见表'),
      form(FORM_UNITS, [
        {
          rows: [
            wideRow('纠纷名称', data.disputeName),
            wideRow('当事人', data.parties.join('、')),
            wideRow('牵头单位', data.lead ?? data.committee),
            longRow('纠纷简要情况', data.facts, { minHeight: 56 }),
            longRow('调解方案', data.plan, { minHeight: 56 }),
          ],
        },
        {
          rows: [
            row(
              [label('参加单位', 12), label('意见', 16), label('代表签名\n（盖章）', 9), label('日期', 11)],
              {
                minHeight: 24,
              },
            ),
            ...bodies.map((body) =>
              row(
                [
                  value(
                    `${body.body}${body.representative ? `\n（代表：${body.representative}）` : ''}`,
                    12,
                    { align: 'center' },
                  ),
                  value(body.opinion, 16, { align: 'justify' }),
                  value('', 9),
                  value(body.date ? dateText(body.date) : '', 11, { align: 'center' }),
                ],
                { minHeight: 48, fill: 0.6 },
              ),
            ),
          ],
        },
      ]),
      line('', 'left', { leading: 4 }),
      signedBy([{ label: '牵头单位负责人', hint: '（签名）' }], data.date, data.lead ?? data.committee),
    );
  },
});

/** Records of the course of a mediation: investigation, session, return visit (人民调解文书格式, forms 7, 9, 12). */
import {
  field,
  fields,
  form,
  heading,
  paragraph,
  signatures,
  title,
} from '../../platform/documents/blocks.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import {
  account,
  boxes,
  dateText,
  FORM_PAGE,
  LETTER_PAGE,
  longRow,
  nameSlots,
  numberLine,
  timeText,
  wideRow,
  committeeLine,
  paperHead,
  signedBy,
} from './form-parts.ts';
import { byRole } from './party-order.ts';
import { FORM_UNITS, partySlots } from './party-text.ts';
import { investigationRecordSchema, mediationRecordSchema, returnVisitSchema } from './record-papers-data.ts';

const RECORD_PAGE = { ...LETTER_PAGE, size: 13, leading: 23 };

export const investigationRecord = defineTemplate({
  kind: 'mediation.investigationRecord',
  version: 1,
  schema: investigationRecordSchema,
  title: ({ number }) => `调查记录${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(RECORD_PAGE);
    page.add(
      ...paperHead(data, '人民调解调查记录'),
      fields(
        [
          [field('时间', timeText(data))],
          [field('地点', data.place)],
          [field('参加人', data.participants.join('、'))],
          [
            field(
              '被调查人',
              `${data.persons.join('、')}${data.personsNote ? `（${data.personsNote}）` : ''}`,
            ),
          ],
          [field('事由', data.subject)],
        ],
        { align: 'labels' },
      ),
      heading('记录'),
      ...account(data.record, { lines: 10, fill: true }),
      paragraph('以上记录已经被调查人阅读或者向其宣读，核对无误。'),
      signatures({
        groups: [
          { columns: 2, slots: nameSlots('被调查人', data.persons, '（签名、盖章或者按指印）') },
          {
            columns: 2,
            slots: [...nameSlots('调查人', data.investigators), ...nameSlots('记录人', data.recorder)],
          },
        ],
        date: dateText(data.date),
      }),
    );
  },
});

const OPENNESS = { open: '公开进行', closed: '不公开进行' } as const;

export const mediationRecord = defineTemplate({
  kind: 'mediation.mediationRecord',
  version: 1,
  schema: mediationRecordSchema,
  title: ({ number }) => `调解记录${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const parties = byRole(data.parties);
    const openness = data.open === undefined ? undefined : data.open ? 'open' : 'closed';
    page.section(RECORD_PAGE);
    page.add(
      ...paperHead(data, '人民调解记录'),
      fields(
        [
          [field('时间', timeText(data))],
          [field('地点', data.place)],
          [
            field(
              '当事人',
              parties
                .map(({ name }) => name)
                .filter(Boolean)
                .join('、'),
            ),
          ],
          [field('参加人', data.participants.join('、'))],
          [field('调解方式', boxes(OPENNESS, openness))],
        ],
        { align: 'labels' },
      ),
      paragraph(data.statement),
      heading('调解记录'),
      ...account(data.record, { lines: 6, fill: true }),
      heading('调解结果'),
      ...account(data.result, { lines: 2 }),
      signatures({
        groups: [
          { columns: 2, slots: partySlots(parties, 'party') },
          {
            columns: 2,
            slots: [...nameSlots('人民调解员', data.mediators), ...nameSlots('记录人', data.recorder)],
          },
        ],
        date: dateText(data.signedOn),
      }),
    );
  },
});

const MANNERS = { visit: '上门', phone: '电话', office: '来访', other: '其他' } as const;
const PERFORMANCE = {
  performed: '已全部履行',
  partly: '部分履行',
  inTime: '履行期未届满',
  notPerformed: '未履行',
} as const;
const SATISFACTION = { satisfied: '满意', fairly: '基本满意', dissatisfied: '不满意' } as const;

function satisfactionBoxes(said: readonly { name: string; level: keyof typeof SATISFACTION }[]): string {
  const [first] = said;
  if (!first || said.every((one) => one.level === first.level)) return boxes(SATISFACTION, first?.level);
  return (Object.keys(SATISFACTION) as (keyof typeof SATISFACTION)[])
    .map((level) => {
      const names = said.filter((one) => one.level === level).map((one) => one.name);
      return names.length === 0
        ? `□ ${SATISFACTION[level]}`
        : `√ ${SATISFACTION[level]}（${names.join('、')}）`;
    })
    .join('　');
}

export const returnVisit = defineTemplate({
  kind: 'mediation.returnVisit',
  version: 1,
  schema: returnVisitSchema,
  title: ({ agreementNumber }) => `回访记录${agreementNumber ? ` ${agreementNumber}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(FORM_PAGE);
    page.add(
      committeeLine(data.committee),
      title('人民调解回访记录'),
      ...(data.number ? [numberLine(data.number)] : []),
      form(FORM_UNITS, [
        {
          rows: [
            wideRow('当事人', data.parties.join('、')),
            wideRow('调解协议编号', data.agreementNumber),
            wideRow('回访事由', data.subject),
            wideRow('回访时间', dateText(data.visitedOn)),
            wideRow('回访方式', boxes(MANNERS, data.manner)),
            wideRow('被回访人', data.visited.join('、')),
            wideRow('履行情况', boxes(PERFORMANCE, data.performance)),
            wideRow('满意度', satisfactionBoxes(data.satisfaction)),
            longRow('回访情况', data.situation, { minHeight: 120, fill: 3 }),
            longRow('发现的问题\n及采取的措施', data.measures, { minHeight: 60 }),
          ],
        },
      ]),
      signedBy(
        [...nameSlots('被回访人', data.visited, '（签名或者按指印）'), ...nameSlots('回访人', data.visitors)],
        data.visitedOn,
      ),
    );
  },
});

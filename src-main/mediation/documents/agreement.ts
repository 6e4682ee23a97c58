import {
  heading,
  line,
  list,
  paragraph,
  signatures,
  space,
  title,
  writing,
  type Block,
  type SignatureSlot,
} from '../../platform/documents/blocks.ts';
import { FORM_MARGINS } from '../../platform/documents/section.ts';
import { defineTemplate, type Page } from '../../platform/documents/template.ts';
import { chineseNumber } from '../../platform/documents/numerals.ts';
import { formatDate } from '../../platform/dates.ts';
import { agreementSchema, type Agreement } from './agreement-data.ts';
import { annexBlocks, jointGroups, jointOpinions } from './agreement-parts.ts';
import { clauseItem } from './clause-text.ts';
import { account, closed } from './form-parts.ts';
import { oralRegister } from './oral-register.ts';
import { partyBlocks } from './party-blocks.ts';
import { byRole } from './party-order.ts';
import { DATE_BLANK, partySlots } from './party-text.ts';

/** 人民调解协议书 (form 10) for any number of parties; with `form: 'oral'` 人民调解口头协议登记表 (form 11). */
export const agreement = defineTemplate({
  kind: 'mediation.agreement',
  version: 3,
  schema: agreementSchema,
  title: ({ form, number }) => `${NAMES[form]}${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: renderAgreement,
});

/** One agreement on a page of its own; a batch is many of them. */
export function renderAgreement(page: Page, data: Agreement): void {
  if (data.form === 'oral') return oralRegister(page, data);
  page.section({ margins: FORM_MARGINS, leading: 22.5, fit: 'onePage' });
  page.add(
    line(data.committee, 'center', { size: 16, leading: 28 }),
    title(NAMES.written),
    line(`编号：${data.number ?? '（　　　　）　　　　字第　　　号'}`, 'right', { size: 12 }),
    ...partyBlocks(byRole(data.parties), data.printIds),
    heading('纠纷主要事实'),
    ...account(data.facts, { lines: 4 }),
    ...issues(data),
    ...responsibilities(data),
    heading('协议内容'),
    paragraph('经调解，各方当事人自愿达成如下协议：'),
    ...terms(data),
    heading('履行方式、时限'),
    paragraph(data.performance ?? '按照上述协议条款约定的方式和时限履行。'),
    ...writtenClosing(data),
    ...annexBlocks(data),
  );
}

const NAMES = { written: '人民调解协议书', oral: '人民调解口头协议登记表' } as const;

const terms = ({ clauses }: Agreement): Block[] =>
  clauses.length > 0
    ? [list('chinese', clauses.map(clauseItem), { keepWithPrevious: true })]
    : [writing(4, { fill: true })];

function issues({ issues: list }: Agreement): Block[] {
  if (list.length === 0) return [];
  const texts = list.length === 1 ? list : list.map((text, index) => `${index + 1}. ${text}`);
  return [heading('争议事项'), ...texts.map((text) => paragraph(closed(text)))];
}

function responsibilities({ responsibilities: given }: Agreement): Block[] {
  if (given.length === 0) return [];
  return [heading('各方责任'), ...given.map(({ party, text }) => paragraph(`${party}：${closed(text)}`))];
}

function writtenClosing(data: Agreement): Block[] {
  return [
    heading('协议效力'),
    // 人民调解法 art. 29, 31, 33.
    paragraph(
      '本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。' +
        '经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行。' +
        '各方当事人认为有必要的，可以自本协议生效之日起三十日内共同向人民法院申请司法确认。',
    ),
    ...(data.copies === undefined && data.clauses.length > 0 ? [] : [paragraph(copiesSentence(data.copies))]),
    ...(data.remarks ? [paragraph(`备注：${closed(data.remarks)}`)] : []),
    ...opinions(data),
    space(6),
    signatures({
      groups: [
        { columns: 2, slots: partySlots(byRole(data.parties), 'party') },
        { columns: 2, slots: [...mediatorSlots(data), recorderSlot(data)] },
        ...jointGroups(data),
      ],
      seal: { name: data.committee, mark: '（人民调解委员会印章）' },
      date: data.date ? formatDate(data.date) : DATE_BLANK,
    }),
  ];
}

/** 人民调解法 art. 29: one copy for each party, one kept by the committee. */
const copiesSentence = (copies: number | undefined): string =>
  `本协议一式${copies === undefined ? '＿＿' : chineseNumber(copies)}份，当事人各执一份，人民调解委员会存档一份。`;

const mediatorSlots = ({ mediators }: Agreement): SignatureSlot[] =>
  mediators.length > 0
    ? mediators.map((name) => ({ label: '人民调解员', name, hint: '（签名）' }))
    : [{ label: '人民调解员', hint: '（签名）' }];

const recorderSlot = ({ recorder }: Agreement): SignatureSlot => ({
  label: '记录人',
  ...(recorder && { name: recorder }),
  hint: '（签名）',
});

function opinions(data: Agreement): Block[] {
  const told = jointOpinions(data);
  return told.length === 0 ? [] : [heading('联合调解意见'), ...told.map((text) => paragraph(text))];
}

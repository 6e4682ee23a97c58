/** Letters and notices of the committee, and the receipt for what was performed. */
import {
  field,
  fields,
  line,
  list,
  paragraph,
  signatures,
  space,
  table,
  title,
  writing,
  type Block,
} from '../../platform/documents/blocks.ts';
import { formatYuan, sumFen } from '../../platform/money.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import {
  account,
  boxes,
  closed,
  committeeLine,
  dateText,
  LETTER_PAGE,
  moneyText,
  nameSlots,
  numberLine,
  timeText,
  paperHead,
  signedBy,
} from './form-parts.ts';
import {
  insurerNoticeSchema,
  receiptSchema,
  sessionNoticeSchema,
  urgingLetterSchema,
} from './letter-papers-data.ts';
import { BLANK } from './party-text.ts';

const WIDE_BLANK = `${BLANK}${BLANK}`;
const orLine = (names: readonly string[]): string => (names.length > 0 ? names.join('、') : WIDE_BLANK);
const addressed = (names: readonly string[]): Block => line(`${orLine(names)}：`, 'left');
const contactLine = (contact: string | undefined): Block =>
  paragraph(`联系人及联系方式：${contact ?? `${WIDE_BLANK}${BLANK}`}`);

export const urgingLetter = defineTemplate({
  kind: 'mediation.urgingLetter',
  version: 1,
  schema: urgingLetterSchema,
  title: ({ number }) => `督促履行通知书${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const amounts = data.owed.flatMap(({ amount }) => (amount === undefined ? [] : [amount]));
    page.section(LETTER_PAGE);
    page.add(
      ...paperHead(data, '督促履行通知书'),
      addressed(data.recipients),
      paragraph(
        `你（单位）于${dateText(data.agreementDate)}经本委员会调解达成的调解协议（编号：${data.agreementNumber ?? BLANK}）` +
          `${data.effectiveOn ? `已于${dateText(data.effectiveOn)}生效` : '已经生效'}，具有法律约束力，当事人应当按照约定履行。` +
          '截至本通知发出之日，下列义务尚未履行：',
      ),
      data.owed.length > 0
        ? table({
            size: 12,
            columns: [
              { title: '序号', width: 1, align: 'center' },
              { title: '应当履行的义务', width: 6, align: 'left' },
              { title: '履行期限', width: 2.6, align: 'center' },
              { title: '尚欠金额', width: 2.6, align: 'right' },
            ],
            rows: data.owed.map((each, index) => [
              String(index + 1),
              each.text,
              each.dueOn ? dateText(each.dueOn) : '',
              each.amount === undefined ? '' : formatYuan(each.amount),
            ]),
            totals: amounts.length > 1 ? [['', '合计', '', formatYuan(sumFen(amounts))]] : [],
          })
        : writing(4, { fill: true }),
      paragraph(`请你（单位）于${dateText(data.performBy)}前履行上述义务，并将履行情况告知本委员会。`),
      ...data.routes.map((each) => paragraph(each)),
      contactLine(data.contact),
      signedBy([], data.date, data.committee),
      space(4),
      line('签收人：＿＿＿＿＿＿＿＿＿＿　签收日期：　　　　年　　月　　日', 'left', { size: 12 }),
    );
  },
});

export const receipt = defineTemplate({
  kind: 'mediation.receipt',
  version: 1,
  schema: receiptSchema,
  title: ({ number }) => `收条${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section({ ...LETTER_PAGE, size: 16, leading: 34 });
    page.add(
      title('收　条', 26),
      ...(data.number ? [numberLine(data.number)] : []),
      space(10),
      paragraph(
        `今收到${orLine(data.payers)}依据调解协议（编号：${data.agreementNumber ?? WIDE_BLANK}）` +
          `${data.manner ? `以${data.manner}方式` : ''}支付的${data.purpose ?? WIDE_BLANK}${moneyText(data.amount)}。`,
      ),
      ...(data.remaining === undefined ? [] : [paragraph(`尚有${moneyText(data.remaining)}未付。`)]),
      paragraph('特立此据。'),
      space(10),
      signatures({
        groups: [
          { columns: 2, slots: nameSlots('收款人', data.payees, '（签名、盖章或者按指印）') },
          { columns: 2, slots: nameSlots('在场人', data.witnesses) },
        ],
        date: dateText(data.receivedOn),
      }),
    );
  },
});

export const sessionNotice = defineTemplate({
  kind: 'mediation.sessionNotice',
  version: 1,
  schema: sessionNoticeSchema,
  title: ({ audience, number }) => `${NOTICE_NAMES[audience]}${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const dispute = data.disputeName ?? `${BLANK}纠纷`;
    page.section(LETTER_PAGE);
    page.add(
      committeeLine(data.committee),
      title(NOTICE_NAMES[data.audience]),
      numberLine(data.number),
      addressed(data.recipients),
      paragraph(
        data.audience === 'party'
          ? `本委员会受理的${orLine(data.parties)}之间的${dispute}，定于下列时间、地点进行调解，请按时参加。`
          : `本委员会受理的${orLine(data.parties)}之间的${dispute}，经当事人同意，邀请你（单位）参加调解。`,
      ),
      fields([[field('调解时间', timeText(data))], [field('调解地点', data.place)]], { align: 'labels' }),
      paragraph('请注意下列事项：', { keepWithPrevious: true }),
      ...(data.matters.length > 0
        ? [list('arabic', data.matters.map(closed), { keepWithPrevious: true })]
        : [writing(4, { fill: true })]),
      paragraph('因故不能按时参加的，请提前告知本委员会。人民调解不收取任何费用。'),
      contactLine(data.contact),
      signedBy([], data.sentOn, data.committee),
    );
  },
});

const NOTICE_NAMES = { party: '调解通知书', invited: '参加调解邀请函' } as const;
const LINES = { medical: '医疗纠纷', traffic: '道路交通事故纠纷', other: '其他纠纷' } as const;

export const insurerNotice = defineTemplate({
  kind: 'mediation.insurerNotice',
  version: 1,
  schema: insurerNoticeSchema,
  title: ({ number }) => `通知保险机构参加调解函${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section({ ...LETTER_PAGE, leading: 24 });
    page.add(
      ...paperHead(data, '通知保险机构参加调解函'),
      addressed(data.insurer ? [data.insurer] : []),
      paragraph('本委员会受理的下列纠纷涉及你单位承保的保险，请派员参加调解并提出意见。'),
      fields(
        [
          [field('纠纷类别', boxes(LINES, data.line))],
          [field('纠纷名称', data.disputeName)],
          [field('当事人', data.parties.join('、'))],
          [field('保险单号', data.policies.join('、'))],
          [field('请求金额', moneyText(data.claim))],
          [field('调解时间', timeText(data))],
          [field('调解地点', data.place)],
        ],
        { align: 'labels', size: 13 },
      ),
      paragraph('纠纷简要情况：', { indent: 0, keepWithPrevious: true }),
      ...account(data.facts, { lines: 4, fill: true }),
      ...(data.matters.length > 0 ? [list('arabic', data.matters.map(closed))] : []),
      contactLine(data.contact),
      signedBy([], data.sentOn, data.committee),
    );
  },
});

import {
  form,
  label,
  line,
  paragraph,
  row,
  signatures,
  space,
  title,
  value,
} from '../../platform/documents/blocks.ts';
import type { FormRow } from '../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { formatDate } from '../../platform/dates.ts';
import { acceptanceFormSchema } from './acceptance-form-data.ts';
import { byRole } from './party-order.ts';
import {
  DATE_BLANK,
  FORM_UNITS,
  orBlank,
  partyGroup,
  partySlots,
  SIDE_UNITS,
  WIDE_LABEL_UNITS,
  WIDE_VALUE_UNITS,
} from './party-text.ts';

const SOURCES = ['application', 'ownInitiative', 'referral'] as const;
const SOURCE_LABELS = {
  application: '①当事人申请',
  ownInitiative: '②主动调解',
  referral: '③接受委托移送',
} as const;
const SOURCE_WORDS = {
  application: '依当事人申请',
  ownInitiative: '主动',
  referral: '接受委托移送',
} as const;

/** 人民调解受理登记表 (人民调解文书格式, form 4); filled in by the committee, signed by the parties and the registrar. */
export const acceptanceForm = defineTemplate({
  kind: 'mediation.acceptanceForm',
  version: 1,
  schema: acceptanceFormSchema,
  title: ({ number }) => `人民调解受理登记表${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const parties = byRole(data.parties);
    const names = orBlank(parties.map(({ name }) => name).join('、'));
    const acceptedOn = data.acceptedOn ? formatDate(data.acceptedOn) : DATE_BLANK;
    const requests = data.requests.map((request, index) => `${index + 1}. ${request}`).join('\n');
    page.section({
      margins: { ...FORM_MARGINS, top: millimetres(22), bottom: millimetres(20) },
      size: 12,
      leading: 20,
    });
    page.add(
      title('人民调解受理登记表'),
      line(`编号：${data.number ?? '（　　　　）　　　　字第　　　号'}`, 'right'),
      paragraph(
        `${acceptedOn}，${data.committee}${SOURCE_WORDS[data.source]}，经当事人同意，调解${names}之间的纠纷。`,
      ),
      space(4),
      form(
        FORM_UNITS,
        [
          {
            rows: [
              pairRow('纠纷类型', data.disputeType, '受理日期', acceptedOn),
              wideRow('案件来源', sourceText(data.source, data.referredBy)),
              ...(data.disputeName ? [wideRow('纠纷名称', data.disputeName)] : []),
            ],
          },
          ...parties.map((party) => partyGroup(party, data.printIds)),
          {
            rows: [
              longRow('纠纷简要情况', data.facts, 64, 2),
              ...(requests ? [longRow('当事人申请事项', requests, 36, 0)] : []),
              ...(data.mediators.length > 0 ? [wideRow('人民调解员', data.mediators.join('、'))] : []),
              wideRow('备注', [data.remarks, '此表由人民调解委员会填写。'].filter(Boolean).join('\n')),
            ],
          },
        ],
        { sideUnits: SIDE_UNITS },
      ),
      signatures({
        groups: [
          { columns: 2, slots: partySlots(parties, 'party') },
          {
            columns: 2,
            slots: [{ label: '登记人', ...(data.registrar && { name: data.registrar }), hint: '（签名）' }],
          },
        ],
        seal: { name: data.committee, mark: '（人民调解委员会印章）' },
        date: data.date ? formatDate(data.date) : DATE_BLANK,
      }),
    );
  },
});

function sourceText(source: (typeof SOURCES)[number], referredBy: string | undefined): string {
  return SOURCES.map((each) => {
    const by = each === 'referral' && source === 'referral' && referredBy ? `（${referredBy}）` : '';
    return `${each === source ? '√' : '□'} ${SOURCE_LABELS[each]}${by}`;
  }).join('　');
}

const MIN_HEIGHT = 25;

const pairRow = (leftName: string, left: string, rightName: string, right: string): FormRow =>
  row([label(leftName, WIDE_LABEL_UNITS), value(left, 14), label(rightName, 8), value(right, 14)], {
    minHeight: MIN_HEIGHT,
  });

const wideRow = (name: string, text: string): FormRow =>
  row([label(name, WIDE_LABEL_UNITS), value(text, WIDE_VALUE_UNITS)], { minHeight: MIN_HEIGHT });

const longRow = (name: string, text: string, minHeight: number, indent: number): FormRow =>
  row(
    [
      label(name, WIDE_LABEL_UNITS),
      value(text, WIDE_VALUE_UNITS, { indent, align: 'justify', valign: 'top' }),
    ],
    {
      minHeight,
      breakable: true,
    },
  );

import { form, paragraph, signatures, space, title } from '../../platform/documents/blocks.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { formatDate } from '../../platform/dates.ts';
import { acceptanceFormSchema } from './acceptance-form-data.ts';
import { byRole } from './party-order.ts';
import { cellDate, FORM_PAGE, longRow, numberLine, pairRow, wideRow } from './form-parts.ts';
import { DATE_BLANK, FORM_UNITS, partyGroup, partyNames, partySlots, SIDE_UNITS } from './party-text.ts';

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
  version: 2,
  schema: acceptanceFormSchema,
  title: ({ number }) => `人民调解受理登记表${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const parties = byRole(data.parties);
    const names = partyNames(parties);
    const acceptedOn = data.acceptedOn ? formatDate(data.acceptedOn) : DATE_BLANK;
    const requests = data.requests.map((request, index) => `${index + 1}. ${request}`).join('\n');
    page.section(FORM_PAGE);
    page.add(
      title('人民调解受理登记表'),
      numberLine(data.number),
      paragraph(
        `${acceptedOn}，${data.committee}${data.source ? SOURCE_WORDS[data.source] : '依当事人申请（主动）'}，经当事人同意，调解${names}之间的纠纷。`,
      ),
      space(4),
      form(
        FORM_UNITS,
        [
          {
            rows: [
              pairRow('纠纷类型', data.disputeType, '受理日期', cellDate(data.acceptedOn)),
              wideRow('案件来源', sourceText(data.source, data.referredBy)),
              ...(data.disputeName ? [wideRow('纠纷名称', data.disputeName)] : []),
            ],
          },
          ...parties.map((party) => partyGroup(party, data.printIds)),
          {
            rows: [
              longRow('纠纷简要情况', data.facts, { minHeight: 64, fill: 2 }),
              ...(requests
                ? [longRow('当事人申请事项', requests, { minHeight: 36, indent: 0, fill: 1 })]
                : []),
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

function sourceText(source: (typeof SOURCES)[number] | undefined, referredBy: string | undefined): string {
  return SOURCES.map((each) => {
    const by = each === 'referral' && source === 'referral' && referredBy ? `（${referredBy}）` : '';
    return `${each === source ? '√' : '□'} ${SOURCE_LABELS[each]}${by}`;
  }).join('　');
}

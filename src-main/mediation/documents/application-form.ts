import { form, line, paragraph, signatures, space, title } from '../../platform/documents/blocks.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { formatDate } from '../../platform/dates.ts';
import { applicationFormSchema } from './application-form-data.ts';
import { FORM_PAGE, longRow } from './form-parts.ts';
import { DATE_BLANK, FORM_UNITS, partyGroup, partySlots, SIDE_UNITS } from './party-text.ts';
import { byRole } from './party-order.ts';

/** 人民调解申请书 (人民调解文书格式, form 3). Only applicants sign it. */
export const applicationForm = defineTemplate({
  kind: 'mediation.applicationForm',
  version: 2,
  schema: applicationFormSchema,
  title: () => '人民调解申请书',
  author: ({ committee }) => committee,
  render: (page, data) => {
    const parties = byRole(data.parties);
    const applicants = parties.filter(({ role }) => role === 'applicant');
    const requests = data.requests.map((request, index) => `${index + 1}. ${request}`).join('\n');
    page.section(FORM_PAGE);
    page.add(
      title('人民调解申请书'),
      space(8),
      form(
        FORM_UNITS,
        [
          ...parties.map((party) => partyGroup(party, data.printIds)),
          {
            rows: [
              longRow('纠纷简要情况', data.facts, { minHeight: 96, fill: 2 }),
              longRow('当事人申请事项', requests, { minHeight: 64, indent: 0 }),
            ],
          },
        ],
        { sideUnits: SIDE_UNITS },
      ),
      paragraph(
        `人民调解委员会已将申请人民调解的相关规定告知${applicants.length > 1 ? '各申请人' : '申请人'}，现自愿申请${data.committee}调解上述纠纷。`,
      ),
      ...(data.form === 'oral' ? [paragraph(oralRemark(data.recorder))] : []),
      paragraph('此致', { keepWithPrevious: true }),
      line(data.committee, 'left', { keepWithPrevious: true }),
      signatures({
        groups: [{ columns: 2, slots: partySlots(applicants, 'applicant') }],
        date: data.date ? formatDate(data.date) : DATE_BLANK,
      }),
    );
  },
});

const oralRemark = (recorder: string | undefined): string =>
  `申请人口头申请，由人民调解委员会记录${recorder ? `（记录人：${recorder}）` : ''}，经申请人核对无误。`;

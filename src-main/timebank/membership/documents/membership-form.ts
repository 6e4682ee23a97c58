import { z } from 'zod';
import { formatDate } from '../../../platform/dates.ts';
import {
  form,
  label,
  line,
  note,
  paragraph,
  row,
  signatures,
  space,
  title,
  value,
} from '../../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../../platform/documents/section.ts';
import { defineTemplate } from '../../../platform/documents/template.ts';
import { civilDateValue, textValue } from '../../../platform/documents/values.ts';

const NAME = '志愿者入会登记表';

const review = z.object({
  /** 同意 or 不同意; absent: still to be written. */
  opinion: textValue.optional(),
  reason: z.string().optional(),
  by: textValue.optional(),
  on: civilDateValue.optional(),
});

export const membershipFormSchema = z.object({
  organisation: textValue,
  member: z.object({
    kind: z.enum(['person', 'group']),
    name: z.string(),
    volunteerNumber: z.string(),
    gender: z.string(),
    birthDate: civilDateValue.optional(),
    idType: z.string(),
    idNumber: z.string(),
    phone: z.string(),
    address: z.string(),
    guardian: z.string(),
    area: z.string(),
    skills: z.string(),
    /** In words: 周一上午、周三晚上. */
    availability: z.string(),
  }),
  /** Reviews that the rule asks for; the second is the platform’s. */
  levels: z.int().min(1).max(2),
  appliedOn: civilDateValue.optional(),
  first: review.optional(),
  last: review.optional(),
});
export type MembershipFormData = z.input<typeof membershipFormSchema>;

const UNITS = 40;
const BLANK_DAY = '　　　　年　　月　　日';

/**
 * 志愿者入会登记表: personal data of 志愿服务记录办法 art. 6, the applicant’s signature, and both reviews (Gulou 2018: 网点, then
 * the platform). What is empty is room for writing by hand; the blank form is the same paper without data.
 */
export const membershipForm = defineTemplate({
  kind: 'timebank.membershipForm',
  version: 1,
  schema: membershipFormSchema,
  title: ({ member }) => `${NAME}${member.volunteerNumber ? ` ${member.volunteerNumber}` : ''}`,
  author: ({ organisation }) => organisation,
  render: (page, data) => {
    const { member, levels, first, last } = data;
    page.section({
      margins: { ...FORM_MARGINS, top: millimetres(20), right: millimetres(22), bottom: millimetres(18) },
      size: 12,
      leading: 22,
      cellSize: 11,
      titleSize: 22,
      header: NAME,
    });
    const two = (left: string, leftText: string, right: string, rightText: string) =>
      row([label(left, 7), value(leftText, 13), label(right, 7), value(rightText, 13)], { minHeight: 28 });
    const wide = (name: string, words: string) =>
      row([label(name, 7), value(words, UNITS - 7)], { minHeight: 36 });
    page.add(
      title(NAME),
      line(
        [
          `登记单位：${data.organisation}`,
          `志愿者编号：${member.volunteerNumber === '' ? '　　　　　　　　' : member.volunteerNumber}`,
        ].join('　　'),
        'left',
        { size: 11 },
      ),
      form(
        UNITS,
        [
          {
            rows: [
              two(member.kind === 'group' ? '团体名称' : '姓名', member.name, '性别', member.gender),
              two('出生日期', member.birthDate ? formatDate(member.birthDate) : '', '联系电话', member.phone),
              two('证件类型', member.idType, '证件号码', member.idNumber),
              two('监护人', member.guardian, '所在网格', member.area),
              wide('住址', member.address),
              wide('服务技能', member.skills),
              wide('可服务时间', member.availability),
            ],
          },
        ],
        { size: 11 },
      ),
      paragraph(
        '本人自愿申请成为时间银行志愿者，保证以上内容属实，遵守志愿服务和时间银行的有关规定，同意登记单位为志愿服务记录使用上述信息。',
      ),
      signatures({
        groups: [
          {
            columns: 2,
            slots: [
              { label: '申请人', hint: '（签名）' },
              { label: '监护人', hint: '（未成年人的，签名）' },
            ],
          },
        ],
        date: data.appliedOn ? formatDate(data.appliedOn) : BLANK_DAY,
      }),
      space(6),
      form(
        UNITS,
        [
          {
            rows: [
              ...(levels === 2 ? [opinion('初审意见\n（服务网点）', first)] : []),
              opinion(levels === 2 ? '复审意见\n（平台）' : '审核意见', last),
            ],
          },
        ],
        { size: 11 },
      ),
      note(
        levels === 2
          ? '初审和复审由不同的人办理。本表一式两份，一份由登记单位存档，一份交申请人。'
          : '本表一式两份，一份由登记单位存档，一份交申请人。',
        { size: 10, leading: 16 },
      ),
    );
  },
});

/** Opinion with reason, name and day; without them room to write. */
function opinion(name: string, given: z.output<typeof review> | undefined) {
  const words = [given?.opinion ?? '', given?.reason ?? ''].filter((text) => text !== '').join('：');
  const sign = `审核人（签名）：${given?.by ?? '　　　　　　'}　　日期：${given?.on ? formatDate(given.on) : BLANK_DAY}`;
  return row([label(name, 7), value(`${words === '' ? '\n' : words}\n\n${sign}`, UNITS - 7)], {
    minHeight: 84,
  });
}

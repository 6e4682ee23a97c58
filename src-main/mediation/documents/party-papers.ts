/** Papers that parties sign for themselves: notice of rights, power of attorney, undisputed facts, address for service. */
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
  signatures,
  space,
  title,
  value,
  writing,
  type FormGroup,
} from '../../platform/documents/blocks.ts';
import type { z } from 'zod';
import { defineTemplate } from '../../platform/documents/template.ts';
import {
  account,
  boxes,
  closed,
  dateText,
  FORM_PAGE,
  LETTER_PAGE,
  longRow,
  nameSlots,
  numberLine,
  SIGN_HINT,
  committeeLine,
  signedBy,
} from './form-parts.ts';
import { partyBlocks } from './party-blocks.ts';
import {
  powerOfAttorneySchema,
  rightsNoticeSchema,
  serviceAddressSchema,
  undisputedFactsSchema,
} from './party-papers-data.ts';
import { byRole } from './party-order.ts';
import { BLANK, FORM_UNITS, partyNames, partySlots, SIDE_UNITS } from './party-text.ts';

export const rightsNotice = defineTemplate({
  kind: 'mediation.rightsNotice',
  version: 1,
  schema: rightsNoticeSchema,
  title: ({ title: name }) => name,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section({ ...LETTER_PAGE, size: 13, leading: 23 });
    page.add(
      title(data.title),
      space(6),
      ...(data.number ? [numberLine(data.number)] : []),
      ...data.paragraphs.map((each) => paragraph(each)),
      ...(data.consent.length > 0
        ? [heading('个人信息处理'), ...data.consent.map((each) => paragraph(each))]
        : []),
      paragraph(`以上内容，${data.committee}已向各方当事人告知，当事人已经知悉。`),
      signatures({
        groups: [{ columns: 2, slots: partySlots(byRole(data.parties), 'party') }],
        seal: { name: data.committee, mark: '（人民调解委员会印章）' },
        date: dateText(data.date),
      }),
    );
  },
});

const SCOPES = { general: '一般授权', special: '特别授权' } as const;
const GENDERS = { male: '男', female: '女' } as const;

type Attorney = z.output<typeof powerOfAttorneySchema>['attorneys'][number];

export const powerOfAttorney = defineTemplate({
  kind: 'mediation.powerOfAttorney',
  version: 1,
  schema: powerOfAttorneySchema,
  title: () => '授权委托书',
  author: ({ committee }) => committee,
  render: (page, data) => {
    const attorneys: readonly Attorney[] = data.attorneys.length > 0 ? data.attorneys : [{ name: '' }];
    page.section({ ...LETTER_PAGE, size: 13, leading: 23 });
    page.add(
      title('授权委托书'),
      heading('委托人'),
      ...partyBlocks(data.principals, data.printIds),
      heading('受托人'),
      ...attorneys.map((each) =>
        fields(
          [
            [
              field('姓名', each.name, 1.3),
              field('性别', each.gender && GENDERS[each.gender], 0.8),
              field('与委托人关系', each.relation, 1.5),
            ],
            ...(data.printIds ? [[field('证件号码', each.idNumber)]] : []),
            [field('工作单位', each.employer, 1.4), field('联系方式', each.phone)],
            [field('住址', each.address)],
          ],
          { size: 12, leading: 23 },
        ),
      ),
      paragraph(
        `现委托上述受托人在${data.committee}调解${data.disputeName ?? `${BLANK}${BLANK}`}一案中，作为委托人参加调解的代理人。`,
      ),
      fields([[field('委托权限', boxes(SCOPES, data.scope))]], { size: 13 }),
      paragraph('委托事项：', { keepWithPrevious: true, indent: 0 }),
      ...(data.items.length > 0 ? [list('bracket', data.items.map(closed))] : [writing(4)]),
      fields(
        [
          [
            field(
              '委托期限',
              `自${dateText(data.validFrom)}起至${data.validTo ? dateText(data.validTo) : '本纠纷调解终结之日'}止`,
            ),
          ],
        ],
        {
          size: 13,
        },
      ),
      signatures({
        groups: [
          {
            columns: 2,
            slots: partySlots(data.principals, 'party').map((slot) => ({ ...slot, label: '委托人' })),
          },
          { columns: 2, slots: nameSlots('受托人', attorneys.map(({ name }) => name).filter(Boolean)) },
        ],
        date: dateText(data.date),
      }),
    );
  },
});

export const undisputedFacts = defineTemplate({
  kind: 'mediation.undisputedFacts',
  version: 1,
  schema: undisputedFactsSchema,
  title: ({ number }) => `无争议事实记载${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const parties = byRole(data.parties);
    page.section(LETTER_PAGE);
    page.add(
      title('无争议事实记载'),
      numberLine(data.number),
      paragraph(
        `${data.committee}调解${partyNames(parties)}之间的${data.disputeName ?? `${BLANK}纠纷`}过程中，各方当事人对下列事实没有争议：`,
      ),
      ...(data.facts.length > 0
        ? [list('arabic', data.facts.map(closed), { keepWithPrevious: true })]
        : account('', { lines: 10, fill: true })),
      ...data.notice.map((each) => paragraph(each)),
      signatures({
        groups: [
          { columns: 2, slots: partySlots(parties, 'party') },
          {
            columns: 2,
            slots: [...nameSlots('人民调解员', data.mediators), ...nameSlots('记录人', data.recorder)],
          },
        ],
        date: dateText(data.date),
      }),
    );
  },
});

export const serviceAddress = defineTemplate({
  kind: 'mediation.serviceAddress',
  version: 1,
  schema: serviceAddressSchema,
  title: ({ number }) => `送达地址确认书${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(FORM_PAGE);
    page.add(
      committeeLine(data.committee),
      title('送达地址确认书'),
      ...(data.number || data.disputeName
        ? [fields([[field('编号', data.number)], [field('纠纷名称', data.disputeName)]], { size: 12 })]
        : [line('', 'left', { leading: 6 })]),
      form(
        FORM_UNITS,
        [
          ...(data.notice.length > 0
            ? [
                {
                  rows: [
                    row(
                      [
                        label('告知事项', 8),
                        value(data.notice.join('\n'), 40, { align: 'justify', indent: 2 }),
                      ],
                      { minHeight: 40 },
                    ),
                  ],
                },
              ]
            : []),
          ...data.entries.map(addressGroup),
          { rows: [longRow('备注', data.remarks, { minHeight: 30 })] },
        ],
        { sideUnits: SIDE_UNITS },
      ),
      paragraph('当事人（代理人）确认：上述送达地址真实、有效；地址变更的，及时告知。'),
      signedBy(
        data.entries.map(({ party, role }) => ({
          label: role ?? '当事人',
          ...(party && { name: party }),
          hint: SIGN_HINT,
        })),
        data.date,
      ),
    );
  },
});

const ACCEPTS = { yes: '同意电子送达', no: '不同意电子送达' } as const;

function addressGroup(entry: z.output<typeof serviceAddressSchema>['entries'][number]): FormGroup {
  const accepts = entry.acceptsElectronic === undefined ? undefined : entry.acceptsElectronic ? 'yes' : 'no';
  const height = { minHeight: 26 };
  return {
    side: entry.role ?? '当事人',
    rows: [
      row(
        [label('姓名名称', 8), value(entry.party, 16), label('受送达人', 8), value(entry.recipient, 12)],
        height,
      ),
      row([label('送达地址', 8), value(entry.address, 36)], height),
      row(
        [label('联系方式', 8), value(entry.phone, 16), label('邮政编码', 8), value(entry.postcode, 12)],
        height,
      ),
      row([label('电子地址', 8), value(entry.electronic, 36)], height),
      row([label('电子送达', 8), value(boxes(ACCEPTS, accepts), 36)], height),
    ],
  };
}

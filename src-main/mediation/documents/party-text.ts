/** The wording of parties and their representatives that several forms share. */
import {
  label,
  row,
  value,
  type FormGroup,
  type FormRow,
  type SignatureSlot,
} from '../../platform/documents/blocks.ts';
import type { Party, PartyRole, Representative } from './party-data.ts';

const ROLE_LABELS: Readonly<Record<PartyRole, string>> = {
  applicant: '申请人',
  respondent: '被申请人',
  thirdParty: '第三人',
  party: '当事人',
};
const REPRESENTATIVE_LABELS: Readonly<Record<Representative['kind'], string>> = {
  agent: '委托代理人',
  guardian: '法定代理人',
  spokesperson: '推选代表人',
};
const GENDERS = { male: '男', female: '女' } as const;
const SCOPES = { general: '一般授权', special: '特别授权' } as const;

export const SIGN_HINT = '（签名、盖章或者按指印）';

export const roleLabel = (role: PartyRole): string => ROLE_LABELS[role];

/** One paragraph for a party: only what is known is said. */
export function partyParagraph(party: Party, printIds: boolean): string {
  const facts =
    party.kind === 'person'
      ? [
          party.gender && GENDERS[party.gender],
          party.ethnicity,
          party.age !== undefined && `${party.age}岁`,
          said('职业或职务', party.occupation),
          printIds && said('身份证件号码', party.idNumber),
          said('联系方式', party.phone),
          said('单位或住址', party.address),
        ]
      : [
          said('统一社会信用代码', party.creditCode),
          said('地址', party.address),
          said('法定代表人（负责人）', party.legalRepresentative),
          said('职务', party.post),
          said('联系方式', party.phone),
        ];
  return `${[party.name, ...facts].filter(Boolean).join('，')}。`;
}

export const representativeLabel = ({ kind }: Representative): string => REPRESENTATIVE_LABELS[kind];

export function representativeParagraph(representative: Representative, printIds: boolean): string {
  const facts = [
    representative.scope && SCOPES[representative.scope],
    said('与当事人的关系或职务', representative.relation),
    printIds && said('身份证件号码', representative.idNumber),
    said('联系方式', representative.phone),
    said('地址', representative.address),
  ];
  return `${[representative.name, ...facts].filter(Boolean).join('，')}。`;
}

const said = (name: string, text: string | undefined): string | undefined => text && `${name}：${text}`;

/** Form units: 4 for the upright role label, 44 for the cells beside it. */
export const FORM_UNITS = 48;
export const SIDE_UNITS = 4;
/** Five characters at the form size. */
export const LABEL_UNITS = 8;
export const WIDE_LABEL_UNITS = SIDE_UNITS + LABEL_UNITS;
export const WIDE_VALUE_UNITS = FORM_UNITS - WIDE_LABEL_UNITS;

const ROW = { minHeight: 25 };

/** The party's cells as the national forms have them, its representatives beneath it. */
export function partyGroup(party: Party, printIds: boolean): FormGroup {
  const rows = party.kind === 'person' ? personRows(party, printIds) : organisationRows(party);
  const representatives = party.representatives.flatMap((each) => representativeRows(each, printIds));
  return { side: roleLabel(party.role), rows: [...rows, ...representatives] };
}

function personRows(person: Extract<Party, { kind: 'person' }>, printIds: boolean): FormRow[] {
  const center = { align: 'center' } as const;
  return [
    row(
      [
        label('姓名', 8),
        value(person.name, 7, center),
        label('性别', 5),
        value(person.gender && GENDERS[person.gender], 4, center),
        label('民族', 5),
        value(person.ethnicity, 6, center),
        label('年龄', 5),
        value(person.age === undefined ? '' : String(person.age), 4, center),
      ],
      ROW,
    ),
    row(
      [label('职业或职务', 8), value(person.occupation, 14), label('联系方式', 8), value(person.phone, 14)],
      ROW,
    ),
    row([label('单位或住址', 8), value(person.address, 36)], ROW),
    ...(printIds ? [row([label('证件号码', 8), value(person.idNumber, 36)], ROW)] : []),
  ];
}

function organisationRows(organisation: Extract<Party, { kind: 'organisation' }>): FormRow[] {
  return [
    row([label('单位名称', 8), value(organisation.name, 36)], ROW),
    row(
      [
        label('法定代表人\n（负责人）', 8),
        value(organisation.legalRepresentative, 14),
        label('职务', 8),
        value(organisation.post, 14),
      ],
      ROW,
    ),
    organisation.creditCode
      ? row(
          [
            label('联系方式', 8),
            value(organisation.phone, 11),
            label('信用代码', 7),
            value(organisation.creditCode, 18),
          ],
          ROW,
        )
      : row([label('联系方式', 8), value(organisation.phone, 36)], ROW),
    row([label('单位地址', 8), value(organisation.address, 36)], ROW),
  ];
}

function representativeRows(representative: Representative, printIds: boolean): FormRow[] {
  const details = [representative.scope && SCOPES[representative.scope], representative.relation].filter(
    Boolean,
  );
  const name = `${representative.name}${details.length > 0 ? `（${details.join('，')}）` : ''}`;
  const { phone, address, idNumber } = representative;
  return [
    row(
      [
        label(representativeLabel(representative), 8),
        value(name, 14),
        label('联系方式', 8),
        value(phone, 14),
      ],
      ROW,
    ),
    ...(address ? [row([label('住址', 8), value(address, 36)], ROW)] : []),
    ...(printIds && idNumber ? [row([label('证件号码', 8), value(idNumber, 36)], ROW)] : []),
  ];
}

/** A place to sign for every party and everybody who acts for one; one without a name where there is nobody yet. */
export function partySlots(parties: readonly Party[], role: PartyRole): SignatureSlot[] {
  if (parties.length === 0) return [{ label: roleLabel(role), hint: SIGN_HINT }];
  return parties.flatMap((party) => [
    {
      label: roleLabel(party.role),
      ...(party.name && { name: party.name }),
      hint: party.kind === 'person' ? SIGN_HINT : '（盖章，法定代表人或者代理人签名）',
    },
    ...party.representatives.map((representative) => ({
      label: representativeLabel(representative),
      name: representative.name,
      hint: SIGN_HINT,
    })),
  ]);
}

/** 张某、李某 — those that have a name; a line to write on for each when none has. */
export function partyNames(parties: readonly { readonly name: string }[]): string {
  const named = parties.filter(({ name }) => name !== '');
  return named.length > 0 ? named.map(({ name }) => name).join('、') : parties.map(() => BLANK).join('、');
}

/** A line to write on where the data has nothing. */
export const BLANK = '＿＿＿＿＿＿';

export const DATE_BLANK = '　　　　年　　月　　日';

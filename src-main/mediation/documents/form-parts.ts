/** What many forms are put together from: page shapes, rows, boxes to tick, places to sign. */
import {
  label,
  line,
  paragraph,
  row,
  signatures,
  space,
  title,
  value,
  writing,
  type Block,
  type FormRow,
  type SignatureSlot,
} from '../../platform/documents/blocks.ts';
import { formatDate, type CivilDate } from '../../platform/dates.ts';
import { bothForms, type Fen } from '../../platform/money.ts';
import { FORM_MARGINS, millimetres, type SectionOptions } from '../../platform/documents/section.ts';
import { BLANK, DATE_BLANK, SIGN_HINT, WIDE_LABEL_UNITS, WIDE_VALUE_UNITS } from './party-text.ts';

/** A bordered form on one sheet. */
export const FORM_PAGE: SectionOptions = {
  margins: { ...FORM_MARGINS, top: millimetres(22), bottom: millimetres(20) },
  size: 12,
  leading: 20,
  fit: 'onePage',
};

/** A letter or a record: text with headings. */
export const LETTER_PAGE: SectionOptions = {
  margins: FORM_MARGINS,
  size: 14,
  leading: 25,
  fit: 'onePage',
};

/** A wide list. */
export const LIST_PAGE: SectionOptions = {
  margins: { top: millimetres(22), bottom: millimetres(18), left: millimetres(20), right: millimetres(20) },
  orientation: 'landscape',
  fit: 'onePage',
  size: 12,
  leading: 20,
  cellSize: 10.5,
};

export const NUMBER_BLANK = '（　　　　）　　　　字第　　　号';

export const numberLine = (number: string | undefined, name = '编号'): Block =>
  line(`${name}：${number ?? NUMBER_BLANK}`, 'right', { size: 12, leading: 20 });

export const committeeLine = (committee: string): Block =>
  line(committee, 'center', { size: 15, leading: 24 });

interface HeadOptions {
  /** Larger, for a letter that leaves the house. */
  letter?: boolean;
  numberName?: string;
}

/** The committee, the name of the paper, its number: the head of every numbered paper. */
export const paperHead = (
  paper: { readonly committee: string; readonly number?: string | undefined },
  name: string,
  { letter = false, numberName }: HeadOptions = {},
): Block[] => [
  letter ? line(paper.committee, 'center', { size: 16, leading: 28 }) : committeeLine(paper.committee),
  title(name),
  numberLine(paper.number, numberName),
];

/** A blank 　年　月　日 where no date is given. */
export const dateText = (date: CivilDate | undefined): string => (date ? formatDate(date) : DATE_BLANK);

export const periodText = (from: CivilDate | undefined, to: CivilDate | undefined): string =>
  from || to ? `${dateText(from)} 至 ${dateText(to)}` : '　　　年　　月　　日 至 　　　年　　月　　日';

/** For narrow cells. */
export const cellDate = (date: CivilDate | undefined): string =>
  date ? formatDate(date) : '　　　年　月　日';

/** `2026年7月1日 14:30至16:00`; blanks for what is not known. */
export function timeText(time: {
  readonly date?: CivilDate | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): string {
  if (!time.date) return `${DATE_BLANK}　　时　　分至　　时　　分`;
  if (!time.from) return formatDate(time.date);
  return `${formatDate(time.date)} ${time.from}${time.to ? `至${time.to}` : ''}`;
}

export const moneyText = (amount: Fen | undefined): string =>
  amount === undefined ? `人民币（大写）${BLANK}${BLANK}（¥${BLANK}）` : bothForms(amount);

/** `√ 一般授权　□ 特别授权`; nothing ticked on a blank form. */
export const boxes = <Code extends string>(
  choices: Readonly<Record<Code, string>>,
  chosen: Code | undefined,
): string =>
  (Object.entries(choices) as [Code, string][])
    .map(([code, name]) => `${code === chosen ? '√' : '□'} ${name}`)
    .join('　');

const ROW_HEIGHT = 26;

export const pairRow = (leftName: string, left: string, rightName: string, right: string): FormRow =>
  row(
    [
      label(leftName, WIDE_LABEL_UNITS),
      value(left, 14),
      label(rightName, 8),
      value(right, WIDE_VALUE_UNITS - 22),
    ],
    { minHeight: ROW_HEIGHT },
  );

export const wideRow = (name: string, text: string | undefined, options: Partial<FormRow> = {}): FormRow =>
  row([label(name, WIDE_LABEL_UNITS), value(text, WIDE_VALUE_UNITS)], { minHeight: ROW_HEIGHT, ...options });

/** Room for an account; takes its share of what the sheet leaves over. */
export const longRow = (
  name: string,
  text: string | undefined,
  options: { minHeight?: number; indent?: number; fill?: number } = {},
): FormRow =>
  row(
    [
      label(name, WIDE_LABEL_UNITS),
      value(text, WIDE_VALUE_UNITS, { indent: options.indent ?? 2, align: 'justify', valign: 'top' }),
    ],
    { minHeight: options.minHeight ?? 60, breakable: true, fill: options.fill ?? 1 },
  );

/** An account as paragraphs; ruled lines to write on where there is none. */
export const account = (text: string, blank: { lines: number; fill?: boolean }): Block[] =>
  text.trim() === '' ? [space(4), writing(blank.lines, { fill: blank.fill ?? false })] : [paragraph(text)];

/** A place to sign for each name; one without a name where nobody is known. */
export function nameSlots(
  role: string,
  names: readonly string[] | string | undefined,
  hint = '（签名）',
): SignatureSlot[] {
  const known = typeof names === 'string' ? [names].filter(Boolean) : (names ?? []);
  return known.length > 0 ? known.map((name) => ({ label: role, name, hint })) : [{ label: role, hint }];
}

/** Those who sign side by side, the committee’s seal where the paper bears one, the day: the foot of most papers. */
export const signedBy = (slots: SignatureSlot[], date: CivilDate | undefined, sealOf?: string): Block =>
  signatures({
    groups: slots.length > 0 ? [{ columns: 2, slots }] : [],
    ...(sealOf === undefined ? {} : { seal: committeeSeal(sealOf) }),
    date: dateText(date),
  });

export const committeeSeal = (committee: string) => ({ name: committee, mark: '（人民调解委员会印章）' });

/** A sentence that ends with a full stop. */
export const closed = (text: string): string => (/[。；！？：]$/u.test(text) ? text : `${text}。`);

export { SIGN_HINT };

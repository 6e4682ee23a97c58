/** The agreed terms in words. Amounts in digits and capitals are made here from one integer of 分. */
import { table, list, type Block, type ListItem } from '../../platform/documents/blocks.ts';
import { formatDate, type CivilDate } from '../../platform/dates.ts';
import { bothForms, formatYuanDigits, toCapitals, type Fen } from '../../platform/money.ts';
import type { Clause } from './agreement-data.ts';
import { BLANK } from './party-text.ts';

type Payment = Extract<Clause, { kind: 'payment' }>;
type Instalment = Payment['instalments'][number];

interface Due {
  readonly dueDate?: CivilDate | undefined;
  readonly dueText?: string | undefined;
}

interface Money {
  readonly amount?: Fen | undefined;
  readonly amountText?: string | undefined;
}

/** From this number on instalments are a table. */
const TABLE_FROM = 4;

export function clauseItem(clause: Clause): ListItem {
  switch (clause.kind) {
    case 'payment':
      return paymentItem(clause);
    case 'act': {
      const by = clause.by.length > 0 ? `由${clause.by.join('、')}履行：` : '';
      return { text: sentences(`${by}${clause.text}`, dueSentence(clause, '履行')) };
    }
    case 'apology': {
      const manner = clause.manner ? `，方式：${clause.manner}` : '';
      const act = `${names(clause.by)}向${names(clause.to)}赔礼道歉${manner}`;
      return { text: sentences(act, clause.text, dueSentence(clause, '履行')) };
    }
    case 'other':
      return { text: sentences(clause.text, dueSentence(clause, '履行')) };
  }
}

function paymentItem(clause: Payment): ListItem {
  const { instalments, purpose, payers, payees } = clause;
  const main = `${names(payers)}向${names(payees)}支付${purpose ?? ''}${amountText(clause)}`;
  const manner = clause.manner && `支付方式：${clause.manner}`;
  const due = dueSentence(clause, '付清');
  if (instalments.length === 0) return { text: sentences(main, due, manner, clause.text) };
  const lead = `${sentences(main, due, manner, clause.text)}分${instalments.length}期支付如下：`;
  return {
    text: lead,
    blocks: [instalments.length < TABLE_FROM ? instalmentList(instalments) : instalmentTable(instalments)],
  };
}

const instalmentList = (instalments: readonly Instalment[]): Block =>
  list(
    'bracket',
    instalments.map((each) =>
      sentences([amountText(each), dueSentence(each, '付清')].filter(Boolean).join('，')),
    ),
  );

const instalmentTable = (instalments: readonly Instalment[]): Block =>
  table({
    size: 11,
    columns: [
      { title: '期次', width: 1, align: 'center' },
      { title: '金额（元）', width: 2, align: 'right' },
      { title: '金额大写', width: 5, align: 'left' },
      { title: '支付期限', width: 2.7, align: 'center' },
    ],
    rows: instalments.map((each, index) => [
      String(index + 1),
      each.amount === undefined ? (each.amountText ?? '') : formatYuanDigits(each.amount),
      each.amount === undefined
        ? ''
        : `${toCapitals(each.amount)}${each.amountText ? `（${each.amountText}）` : ''}`,
      dueWords(each) ?? '',
    ]),
  });

/** `人民币壹万元整（¥10,000.00）`, words alone, or both. */
function amountText({ amount, amountText: words }: Money): string {
  if (amount === undefined) return words ? `款项（金额：${words}）` : `人民币${BLANK}元`;
  return `${bothForms(amount)}${words ? `（${words}）` : ''}`;
}

const dueSentence = (due: Due, act: string): string | undefined => {
  if (due.dueDate) return `最迟于${formatDate(due.dueDate)}${act}${due.dueText ? `（${due.dueText}）` : ''}`;
  return due.dueText && `履行期限：${due.dueText}`;
};

const dueWords = ({ dueDate, dueText }: Due): string | undefined =>
  dueDate ? `${formatDate(dueDate)}${dueText ? `（${dueText}）` : ''}` : dueText;

const names = (list: readonly string[]): string => (list.length > 0 ? list.join('、') : BLANK);

/** Parts as one run of text: commas between, a full stop at the end, none doubled where the author set one. */
function sentences(...parts: readonly (string | undefined)[]): string {
  const given = parts.filter((part): part is string => !!part).map((part) => part.trim());
  return given
    .map((part, index) => {
      if (/[。；！？：]$/u.test(part)) return part;
      const isLast = index === given.length - 1;
      return `${part.replace(/[，,;]$/u, '')}${isLast ? '。' : '，'}`;
    })
    .join('');
}

/**
 * The ledger as a journal that other programs read: hledger, ledger and beancount. Text in, text out: whoever writes
 * the file asks for one piece after the other, in booking order, and nothing is kept but the names of the accounts.
 */
import { civilDateOfInstant } from '../../platform/dates.ts';

export type JournalFormat = 'hledger' | 'ledger' | 'beancount';
export type JournalUnit = 'minute' | 'point';

export interface JournalAccount {
  id: string;
  /** `issue:service`, `member:<id>:coin` … */
  code: string;
  unit: JournalUnit;
  /** Of the member; null for the bank’s own accounts. */
  volunteerNumber: string | null;
}

export interface JournalTransaction {
  seq: number;
  kind: string;
  recordedAt: string;
  servedOn: string;
  text: string;
  entries: readonly { account: string; amount: number }[];
}

/** A balance that the program says an account has at the end of a day. */
export interface JournalAssertion {
  account: string;
  balance: number;
}

export interface JournalWriter {
  /** Comments, commodities, and the opening of every account. */
  head(about: string): string;
  transaction(row: JournalTransaction): string;
  /** Balances at the end of `day`; `nextDay` is the civil date after it. Empty text for none. */
  assertions(day: string, nextDay: string, about: string, balances: readonly JournalAssertion[]): string;
}

/** The name of an account in all three programs; two accounts never share one (`escapeName`). */
export function journalName({
  code,
  volunteerNumber,
}: Pick<JournalAccount, 'code' | 'volunteerNumber'>): string {
  const parts = code.split(':');
  if (volunteerNumber === null) return ['Equity', ...parts.map(capital)].join(':');
  return ['Liabilities', 'Member', `V${escapeName(volunteerNumber)}`, ...parts.slice(2).map(capital)].join(
    ':',
  );
}

export function journalWriter(format: JournalFormat, accounts: readonly JournalAccount[]): JournalWriter {
  const known = new Map(
    accounts.map((account) => [
      account.id,
      { name: journalName(account), commodity: commodities[account.unit] },
    ]),
  );
  const of = (id: string) => {
    const account = known.get(id);
    if (!account) throw new RangeError(`no such account: ${id}`);
    return account;
  };
  return format === 'beancount' ? beancount(known, of) : plain(format, known, of);
}

/** Beancount wants capitals; one spelling serves all three. */
const commodities: Record<JournalUnit, string> = { minute: 'MINUTE', point: 'POINT' };

/** Before any account was opened: the program has its own guard, the journal needs only to be accepted. */
const openedOn = '1970-01-01';

type Known = ReadonlyMap<string, { name: string; commodity: string }>;
type Find = (id: string) => { name: string; commodity: string };

/** hledger and ledger: the same text, but for the word that declares an account. */
function plain(format: 'hledger' | 'ledger', known: Known, of: Find): JournalWriter {
  const posting = (id: string, amount: number, assertion = '') => {
    const { name, commodity } = of(id);
    return `    ${name}  ${amount} ${commodity}${assertion}\n`;
  };
  return {
    head: (about) =>
      [
        `; ${oneLine(about)}`,
        ...Object.values(commodities).map((name) =>
          format === 'hledger' ? `commodity 1000. ${name}` : `commodity ${name}`,
        ),
        'tag served',
        ...[...known.values()].map(({ name }) => `account ${name}`),
        '',
        '',
      ].join('\n'),
    transaction: (row) =>
      `${civilDateOfInstant(row.recordedAt)} (${row.seq}) ${description(row)}\n    ; served: ${row.servedOn}\n` +
      `${row.entries.map(({ account, amount }) => posting(account, amount)).join('')}\n`,
    assertions(day, _nextDay, about, balances) {
      if (balances.length === 0) return '';
      const lines = balances.map(({ account, balance }) =>
        posting(account, 0, ` = ${balance} ${of(account).commodity}`),
      );
      return `${day} ${oneLine(about)}\n${lines.join('')}\n`;
    },
  };
}

function beancount(known: Known, of: Find): JournalWriter {
  return {
    head: (about) =>
      [
        `; ${oneLine(about)}`,
        `option "title" "${quoted(about)}"`,
        ...Object.values(commodities).map((name) => `${openedOn} commodity ${name}`),
        ...[...known.values()].map(({ name, commodity }) => `${openedOn} open ${name} ${commodity}`),
        '',
        '',
      ].join('\n'),
    transaction: (row) =>
      `${civilDateOfInstant(row.recordedAt)} * "${quoted(description(row))}"\n  seq: ${row.seq}\n  served: ${row.servedOn}\n` +
      `${row.entries.map(({ account, amount }) => `  ${of(account).name}  ${amount} ${of(account).commodity}\n`).join('')}\n`,
    // A balance of beancount holds at the beginning of its day.
    assertions: (_day, nextDay, about, balances) =>
      balances.length === 0
        ? ''
        : `; ${oneLine(about)}\n${balances
            .map(
              ({ account, balance }) =>
                `${nextDay} balance ${of(account).name}  ${balance} ${of(account).commodity}\n`,
            )
            .join('')}\n`,
  };
}

const description = ({ kind, text }: JournalTransaction): string =>
  oneLine(text === '' ? kind : `${kind} ${text}`);

/** A description ends at the line’s end; `;` would begin a comment and `|` a note in two of the three. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(';', '；')
    .replaceAll('|', '｜')
    .trim();

const quoted = (text: string): string => oneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"');

const capital = (part: string): string => part.charAt(0).toUpperCase() + escapeName(part.slice(1));

/**
 * Letters and digits of any script stay; every other character becomes `-<code point, hexadecimal>-`. The hyphen itself
 * is written so too, therefore no two names become one.
 */
function escapeName(text: string): string {
  return text.replace(
    /[^\p{L}\p{Nd}]/gu,
    (character) => `-${character.codePointAt(0)!.toString(16).toUpperCase()}-`,
  );
}

/*
 * The part of a self-audit that is arithmetic and hashing: the chain and the entries of every transaction, piece by piece,
 * without a database, so that it can run in a worker thread. It may only clear a piece or doubt it: what is wrong with the
 * entries of a doubtful piece is said by the questions of ledger-checks.ts, asked of that piece alone.
 */
import { genesis, sha256 } from '../platform/hash.ts';
import type { Walk } from '../platform/walk.ts';
import type { Unit } from './ledger.ts';

export interface WalkStart {
  accounts: readonly (readonly [id: string, unit: Unit, floor: number | null])[];
}

/** Some transactions in a row, `after < seq <= last`, as UTF-8: rows would cost more to carry than to check. */
export interface LedgerPiece {
  after: number;
  last: number;
  /** JSON: `[seq, prev_hash, hash, entries]` of each transaction. */
  headers: Uint8Array;
  /** Their sealed texts, a line each: JSON holds no line break. */
  texts: Uint8Array;
  /** JSON: `[transaction, position, account, amount, number in its account, balance after it]` of each entry. */
  entries: Uint8Array;
}

export interface WalkFindings {
  transactions: number;
  /** Hash of the last transaction, as stored. */
  head: string;
  /** Broken links, each by its row. */
  problems: string[];
  /** Hashes that are not those of SQLite’s spelling: the program’s own text has the last word. */
  doubtfulSeals: { seq: number; hash: string }[];
  /** Pieces of which an entry does not agree with its transaction or does not continue its account. */
  doubtfulPieces: [after: number, last: number][];
}

/** Follows the chain and every account from the first transaction on; progress is transactions looked at. */
export const ledgerWalk: Walk<WalkStart, LedgerPiece, WalkFindings> = {
  name: 'timebank.walkLedger',
  async run({ accounts }, pieces, progress) {
    const state: State = {
      seq: 0,
      accounts: new Map(accounts.map(([id, unit, floor]) => [id, { unit, floor, seq: 0, balance: 0 }])),
      findings: { transactions: 0, head: genesis, problems: [], doubtfulSeals: [], doubtfulPieces: [] },
    };
    for await (const piece of pieces) {
      if (!followPiece(piece, state)) state.findings.doubtfulPieces.push([piece.after, piece.last]);
      progress(state.findings.transactions);
    }
    return state.findings;
  },
};

interface State {
  /** Last transaction seen. */
  seq: number;
  /** How far each account has come. */
  accounts: Map<string, { unit: Unit; floor: number | null; seq: number; balance: number }>;
  findings: WalkFindings;
}

type Header = [seq: number, previous: string, hash: string, entries: string];
type Row = [
  seq: number,
  position: number,
  account: string,
  amount: number,
  accountSeq: number,
  balance: number,
];

/** Whether all entries of a piece are beyond doubt; links of the chain are reported here. */
function followPiece(piece: LedgerPiece, state: State): boolean {
  const headers = read<Header[]>(piece.headers);
  const rows = read<Row[]>(piece.entries);
  followLinks(headers, piece.texts, state);
  let certain = true;
  let at = 0;
  for (const [seq, , , entries] of headers) {
    const first = at;
    while (at < rows.length && rows[at]![0] === seq) at += 1;
    const own = rows.slice(first, at);
    // All of them are followed even when one is wrong, so that only the piece with the fault is doubted.
    for (const row of own) if (!continues(row, state)) certain = false;
    if (!isPromised(own, entries) || !isBalanced(own, state)) certain = false;
  }
  return certain && at === rows.length;
}

function followLinks(headers: readonly Header[], texts: Uint8Array, state: State): void {
  const { findings } = state;
  const lines = bufferOf(texts);
  let start = 0;
  for (const [seq, previous, hash] of headers) {
    const found = lines.indexOf(lineBreak, start);
    const end = found < 0 ? lines.length : found;
    if (seq !== state.seq + 1)
      findings.problems.push(`ledger_transactions seq ${seq}: follows ${state.seq}, a number is missing`);
    if (previous !== findings.head)
      findings.problems.push(
        `ledger_transactions seq ${seq}: prev_hash is not the hash of the transaction before it`,
      );
    if (hash !== sha256(lines.subarray(start, end))) findings.doubtfulSeals.push({ seq, hash });
    state.seq = seq;
    findings.head = hash;
    start = end + 1;
  }
  findings.transactions += headers.length;
}

/** The row comes next on its account, adds up, and stays above its floor. */
function continues([, , account, amount, accountSeq, balance]: Row, { accounts }: State): boolean {
  const known = accounts.get(account);
  if (!known) return false;
  const fits =
    accountSeq === known.seq + 1 && balance === known.balance + amount && Number.isSafeInteger(balance);
  known.seq = accountSeq;
  known.balance = balance;
  return fits && (known.floor === null || balance >= known.floor);
}

/** The stored rows are the entries of the sealed text, spelt as the program spells them. */
function isPromised(rows: readonly Row[], entries: string): boolean {
  if (rows.length < 2 || rows.some(([, position], index) => position !== index)) return false;
  const spelt = rows.map(
    ([, , account, amount]) => `{"account":${JSON.stringify(account)},"amount":${amount}}`,
  );
  return `[${spelt.join(',')}]` === entries || isPromisedWithLots(rows, entries);
}

/** With lots among them the text says more; another spelling (a field twice) is not taken on trust. */
function isPromisedWithLots(rows: readonly Row[], entries: string): boolean {
  try {
    const promised = JSON.parse(entries) as { account: unknown; amount: unknown }[];
    return (
      JSON.stringify(promised) === entries &&
      promised.length === rows.length &&
      rows.every(([, position, account, amount]) => {
        const entry = promised[position]!;
        return entry.account === account && entry.amount === amount;
      })
    );
  } catch {
    return false;
  }
}

function isBalanced(rows: readonly Row[], { accounts }: State): boolean {
  let minutes = 0;
  let points = 0;
  for (const [, , account, amount] of rows) {
    if (accounts.get(account)?.unit === 'point') points += amount;
    else minutes += amount;
  }
  return minutes === 0 && points === 0;
}

const read = <T>(json: Uint8Array): T => JSON.parse(bufferOf(json).toString('utf8')) as T;

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

const lineBreak = 10;

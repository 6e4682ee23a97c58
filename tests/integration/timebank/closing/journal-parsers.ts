/** Two small readers of journals, written from the formats’ manuals and sharing nothing with the writer. */

export interface Parsed {
  transactions: number;
  assertions: number;
  balances: Map<string, number>;
  /** Transactions that do not balance, assertions that do not hold, dates that run backwards, unknown accounts. */
  failures: string[];
}

/** hledger and ledger: a dated head, indented postings with an amount and perhaps `= amount`. */
export function readPlain(text: string): Parsed {
  const parsed: Parsed = { transactions: 0, assertions: 0, balances: new Map(), failures: [] };
  const declared = new Set([...text.matchAll(/^account (.+)$/gm)].map((match) => match[1]!));
  let date = '';
  for (const block of text.split(/\n\n+/)) {
    const [head = '', ...lines] = block.split('\n').filter((line) => line !== '');
    const dated = /^(\d{4}-\d\d-\d\d) /.exec(head);
    if (!dated) continue;
    if (dated[1]! < date) parsed.failures.push(`${head}: runs backwards`);
    date = dated[1]!;
    const sums = new Map<string, number>();
    let moves = false;
    for (const line of lines.filter((each) => !/^\s+;/.test(each))) {
      const posting = /^ {4}(\S.*?) {2,}(-?\d+) (\w+)(?: = (-?\d+) (\w+))?$/.exec(line);
      if (!posting) {
        parsed.failures.push(`${head}: unreadable ${line}`);
        continue;
      }
      const [, account, amount, unit, asserted] = posting as unknown as [
        string,
        string,
        string,
        string,
        string?,
      ];
      if (!declared.has(account)) parsed.failures.push(`${account}: not declared`);
      const balance = (parsed.balances.get(account) ?? 0) + Number(amount);
      parsed.balances.set(account, balance);
      sums.set(unit, (sums.get(unit) ?? 0) + Number(amount));
      if (asserted === undefined) moves = true;
      else {
        parsed.assertions += 1;
        if (Number(asserted) !== balance)
          parsed.failures.push(`${date} ${account}: ${balance}, asserted ${asserted}`);
      }
    }
    if (moves) parsed.transactions += 1;
    for (const [unit, sum] of sums) if (sum !== 0) parsed.failures.push(`${head}: ${sum} ${unit} left over`);
  }
  return parsed;
}

/** beancount: `date * "…"` with postings, `date balance account amount` at the beginning of the day. */
export function readBeancount(text: string): Parsed {
  const parsed: Parsed = { transactions: 0, assertions: 0, balances: new Map(), failures: [] };
  const opened = new Set([...text.matchAll(/^\S+ open (\S+) \w+$/gm)].map((match) => match[1]!));
  const postings: { date: string; account: string; amount: number }[] = [];
  const asserted: { date: string; account: string; amount: number }[] = [];
  let date: string | undefined;
  let sums = new Map<string, number>();
  const end = () => {
    for (const [unit, sum] of sums) if (sum !== 0) parsed.failures.push(`${date}: ${sum} ${unit} left over`);
    sums = new Map();
    date = undefined;
  };
  for (const line of text.split('\n')) {
    const head = /^(\d{4}-\d\d-\d\d) \* "(?:[^"\\]|\\.)*"$/.exec(line);
    const posting = /^ {2}([A-Z]\S*) {2}(-?\d+) (\w+)$/.exec(line);
    const balance = /^(\d{4}-\d\d-\d\d) balance (\S+) {2}(-?\d+) \w+$/.exec(line);
    if (head) {
      parsed.transactions += 1;
      date = head[1]!;
    } else if (posting && date !== undefined) {
      const [, account, amount, unit] = posting as unknown as [string, string, string, string];
      if (!opened.has(account)) parsed.failures.push(`${account}: not opened`);
      postings.push({ date, account, amount: Number(amount) });
      sums.set(unit, (sums.get(unit) ?? 0) + Number(amount));
    } else if (balance) {
      asserted.push({ date: balance[1]!, account: balance[2]!, amount: Number(balance[3]) });
    } else if (line === '') end();
    else if (!/^ {2}(seq|served): |^;|^option |^\S+ (open|commodity) /.test(line)) {
      parsed.failures.push(`unreadable ${line}`);
    }
  }
  end();
  const byDay = [...asserted].sort((a, b) => (a.date < b.date ? -1 : 1));
  let at = 0;
  for (const { date: day, account, amount } of byDay) {
    for (; at < postings.length && postings[at]!.date < day; at += 1) add(postings[at]!);
    parsed.assertions += 1;
    const is = parsed.balances.get(account) ?? 0;
    if (is !== amount) parsed.failures.push(`${day} ${account}: ${is}, asserted ${amount}`);
  }
  for (; at < postings.length; at += 1) add(postings[at]!);
  return parsed;

  function add({ account, amount }: { account: string; amount: number }): void {
    parsed.balances.set(account, (parsed.balances.get(account) ?? 0) + amount);
  }
}

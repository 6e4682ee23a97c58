interface Instalment {
  amountFen: number | null;
  dueOn: string | null;
  dueText?: string | undefined;
}

/**
 * What the next instalment most likely is: the rest of the amount, one month after the one before (the last day of a shorter
 * month; the 31st stays the 31st as long as the months have one). A suggestion only; the checker watches the sum.
 */
export function nextInstalment(
  amountFen: number | null,
  dueOn: string | null,
  before: readonly Instalment[],
): Instalment {
  const last = before.at(-1);
  const paid = before.reduce((sum, each) => sum + (each.amountFen ?? 0), 0);
  const rest = amountFen === null || Number.isNaN(amountFen) ? null : Math.max(0, amountFen - paid);
  const day = Number((before[0]?.dueOn ?? '').slice(8, 10));
  return {
    amountFen: rest === null || rest === 0 ? null : rest,
    dueOn:
      last?.dueOn && isDate(last.dueOn)
        ? monthLater(last.dueOn, day)
        : before.length === 0 && dueOn && isDate(dueOn)
          ? dueOn
          : null,
    dueText: '',
  };
}

function monthLater(date: string, day: number): string {
  const [year, month] = date.split('-').map(Number) as [number, number];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const next = new Date(Date.UTC(year, month, Math.min(day || Number(date.slice(8, 10)), lastDay)));
  return next.toISOString().slice(0, 10);
}

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

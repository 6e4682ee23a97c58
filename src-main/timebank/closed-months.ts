/** Whether a day lies in the months up to one of them, both `YYYY-MM…`; through nothing (empty) no day lies. */
export const inMonthsThrough = (day: string | null, through: string): boolean =>
  day !== null && day.slice(0, 7) <= through;

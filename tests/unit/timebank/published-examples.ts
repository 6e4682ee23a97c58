/** What the pages publish, by the ids of the collected examples (docs/timebank-examples.md names the places). */
export const published = {
  'we-01': { minutes: 1000 },
  'we-02': { minutes: 1600 },
  'we-03': { points: 100 },
  'we-06': { balance: [5, 6, 5] as const },
  'we-07': { thresholdHours: 50 },
  'we-08': { prices: { 香皂: 10, 卷纸: 75 } },
  'we-09': { hours: 222, points: 766 },
  'we-13': { points: 6 },
  'we-14': { points: 58, counted: 45 },
};

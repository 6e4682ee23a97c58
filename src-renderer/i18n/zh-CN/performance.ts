/** What follows an agreement: receipts, urging, visits, judicial confirmation. */
export const performance = {};

export const subsidy = {};

/** Subsidy by case (以案定补): dated rules, sheets, approval. */
export const subsidy = {};

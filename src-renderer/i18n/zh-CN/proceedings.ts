/** What happens between acceptance and agreement. */
export const proceedings = {};

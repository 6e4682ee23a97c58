export const proceedingsHandlers = {};

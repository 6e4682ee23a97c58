export const subsidyHandlers = {};

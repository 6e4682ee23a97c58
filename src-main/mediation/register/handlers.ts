export const registerHandlers = {};

export const enquiriesHandlers = {};

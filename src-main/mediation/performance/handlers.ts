export const performanceHandlers = {};

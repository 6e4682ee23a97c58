export const deadlinesHandlers = {};

export const linesHandlers = {};

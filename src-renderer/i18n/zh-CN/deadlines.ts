/** Terms of a case: suspension, extension, calendar. */
export const deadlines = {};

/** The list of cases: saved filters, export, import of an old register. */
export const register = {};

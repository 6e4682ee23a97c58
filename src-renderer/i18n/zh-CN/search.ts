/** One box over everything. */
export const search = {};

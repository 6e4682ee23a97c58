/** One box over everything. */
export const searchRoutes = {};

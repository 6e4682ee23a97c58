/** Every official form, filled and blank. */
export const papers = {};

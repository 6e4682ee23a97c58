/** The register of enquiries and screening, apart from cases. */
export const enquiriesRoutes = {};

/** Retention, lending and look-up, appraisal and destruction of dossiers. */
export const archiveRoutes = {};

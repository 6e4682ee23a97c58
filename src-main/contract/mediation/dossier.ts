/** The bound dossier of a case: what belongs in it, what is missing, how good it is. */
export const dossierRoutes = {};

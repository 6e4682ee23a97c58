export const dossierHandlers = {};

/** Special lines: medical, traffic, property, labour; joint mediation, batches, covenants. */
export const lines = {};

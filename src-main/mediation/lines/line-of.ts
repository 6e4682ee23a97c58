import type { LineKind } from '../../contract/mediation/line-values.ts';

/** Codes of the national types that have a line of their own; both kinds of labour dispute share one. */
const lineOfType: Readonly<Record<string, LineKind>> = {
  medical: 'medical',
  traffic: 'traffic',
  property: 'property',
  migrantWages: 'labour',
  labour: 'labour',
};

/** The special line of a dispute type, or `null` for a dispute like any other. */
export const lineOf = (disputeType: string): LineKind | null => lineOfType[disputeType] ?? null;

/** The shapes of a column, for the tables of every capability: `{ id: key, name: text, closed_on: textOrNull }`. */
export const key = { type: 'text', primary: true } as const;
export const numberKey = { type: 'integer', primary: true } as const;
export const text = { type: 'text' } as const;
export const integer = { type: 'integer' } as const;
export const textOrNull = { type: 'text', nullable: true } as const;
export const integerOrNull = { type: 'integer', nullable: true } as const;

/** Media types that can become pages of a bound PDF; the others are named in its catalogue only. */
export const mediaTypesOfPages: readonly string[] = ['application/pdf', 'image/png', 'image/jpeg'];

/** One copy of the agreement for each party and one kept by the committee (人民调解法 art. 29). */
export const copiesFor = (parties: number): number => parties + 1;

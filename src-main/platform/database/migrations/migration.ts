/**
 * One step of the file's schema: hand-written SQL, run in its own transaction, never changed after release.
 * Triggers hold `;` inside, therefore a list of statements and not one text.
 */
export interface Migration {
  /** `NNNN-what-it-does`; the order of the explicit array in index.ts is the order of the names. */
  name: string;
  statements: readonly string[];
}

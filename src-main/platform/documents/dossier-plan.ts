/** Which page of a dossier every paper stands on. Cover, catalogue and back cover carry no number. */

export interface PlannedPart {
  readonly id: string;
  readonly name: string;
  /** Pages it fills in the dossier; `null` for what is only listed because it is kept apart. */
  readonly pages: number | null;
  readonly note?: string;
}

export interface DossierEntry {
  readonly id: string;
  readonly name: string;
  /** Dossier page numbers, from 1; `null` for what is kept apart. */
  readonly firstPage: number | null;
  readonly lastPage: number | null;
  readonly note?: string;
}

export interface DossierPlan {
  readonly entries: readonly DossierEntry[];
  /** Last page number given out. */
  readonly numberedPages: number;
}

/**
 * Numbers the parts one after another, beginning with page 1 at the first that has pages. Order and identity are kept;
 * a part that is kept apart takes no number. Throws RangeError for a part of no pages: it would be lost unseen.
 */
export function planDossier(parts: readonly PlannedPart[]): DossierPlan {
  let last = 0;
  const entries = parts.map(({ id, name, pages, note }): DossierEntry => {
    const about = { id, name, ...(note !== undefined && { note }) };
    if (pages === null) return { ...about, firstPage: null, lastPage: null };
    if (!Number.isInteger(pages) || pages < 1) throw new RangeError(`part ${id} has ${pages} pages`);
    const firstPage = last + 1;
    last += pages;
    return { ...about, firstPage, lastPage: last };
  });
  return { entries, numberedPages: last };
}

const open = new Map<string, () => Promise<boolean>>();

/**
 * The agreement editor of a case says how to save what is being typed in it.
 * @returns stops saying so.
 */
export function announceEditor(caseId: string, save: () => Promise<boolean>): () => void {
  open.set(caseId, save);
  return () => {
    if (open.get(caseId) === save) open.delete(caseId);
  };
}

/**
 * Saves what is typed in the agreement editor of a case before something else is written into the agreement.
 * @returns false when it could not be saved; true when it was, or when there was nothing to save.
 */
export async function saveOpenEditor(caseId: string): Promise<boolean> {
  const save = open.get(caseId);
  return save ? save() : true;
}

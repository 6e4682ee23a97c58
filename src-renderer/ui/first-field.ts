const FIELD =
  'input:not([type="hidden"]):not(:disabled):not([tabindex="-1"]), textarea:not(:disabled):not([tabindex="-1"])';

/**
 * The element of a dialog that a person wants to type into first: the one that asks for it (`data-autofocus`), or the
 * first field, or of a first group of radio buttons the chosen one. Fields that are only read are passed over; a list
 * to choose from is read-only to the keyboard of letters, but not to the arrows.
 */
export function firstField(dialog: ParentNode): HTMLElement | null {
  const wanted = dialog.querySelector<HTMLElement>('[data-autofocus]');
  if (wanted) return wanted;
  const fields = [...dialog.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(FIELD)];
  const first = fields.find((field) => !field.readOnly || field.getAttribute('aria-haspopup') === 'listbox');
  if (!(first instanceof HTMLInputElement) || first.type !== 'radio') return first ?? null;
  return (
    fields.find(
      (field) => field instanceof HTMLInputElement && field.name === first.name && field.checked === true,
    ) ?? first
  );
}

import { firstField } from './first-field.ts';

const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'CapsLock']);

/**
 * A dialog moves the cursor into its field a moment after it is drawn; who types at once types into what lies below, and the
 * first letter is lost. So a key that comes while a dialog is open and the cursor is not in it takes the cursor there
 * first: the letter then falls where it was meant. Answers how to stop.
 */
export function focusBeforeTyping(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (MODIFIERS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    const dialogs = document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]');
    const dialog = dialogs[dialogs.length - 1];
    const at = document.activeElement;
    // A list that a field of the dialog opens may lie beside it in the document; it never takes the cursor.
    if (!dialog || (at !== null && dialog.contains(at))) return;
    firstField(dialog)?.focus({ preventScroll: true });
  };
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
}

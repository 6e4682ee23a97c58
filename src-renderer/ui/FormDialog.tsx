import { useCallback, type ReactNode } from 'react';
import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { firstField } from './first-field.ts';
import classes from './FormDialog.module.css';

/**
 * A dialog that holds a form; a click beside it does not throw typed text away. It opens with the cursor in its first
 * field, and a form taller than the window scrolls while its title and buttons stay.
 */
export function FormDialog({
  opened,
  title,
  size = 'lg',
  onClose,
  children,
}: {
  opened: boolean;
  title: string;
  size?: ModalProps['size'];
  onClose(): void;
  children: ReactNode;
}) {
  const { t } = useTranslation('common');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      classNames={{ content: classes.content ?? '', body: classes.body ?? '' }}
    >
      <StartInFirstField>{children}</StartInFirstField>
    </Modal>
  );
}

/**
 * The dialog’s own trap would start on its close button. It is told before it starts, or, where the form comes after
 * its data, put right as soon as there is a field – unless the person has gone elsewhere meanwhile.
 */
function StartInFirstField({ children }: { children: ReactNode }) {
  const watch = useCallback((element: HTMLDivElement | null) => {
    if (!element) return;
    const known = firstField(element);
    if (known) {
      known.setAttribute('data-autofocus', 'true');
      return;
    }
    const observer = new MutationObserver(() => {
      const field = firstField(element);
      if (!field) return;
      observer.disconnect();
      const dialog = element.closest('[role="dialog"]');
      const at = document.activeElement;
      const untouched = at === null || at === document.body || at === dialog || at.closest('header') !== null;
      if (untouched) field.focus({ preventScroll: true });
    });
    observer.observe(element, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return <div ref={watch}>{children}</div>;
}

import type { ReactNode } from 'react';
import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A dialog that holds a form; a click beside it does not throw typed text away. */
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
    >
      {children}
    </Modal>
  );
}

import type { ReactNode } from 'react';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './FormDialog.module.css';

export interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  /** What will happen, spelled out: consequences, not “are you sure?”. */
  children: ReactNode;
  confirmLabel: string;
  pending?: boolean;
  danger?: boolean;
  onConfirm(): void;
  onClose(): void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('common');
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      classNames={{ content: classes.content ?? '' }}
    >
      <Stack>
        {props.children}
        <Group justify="flex-end" className={classes.buttons ?? ''}>
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button
            {...(props.danger ? { color: 'red' } : {})}
            loading={props.pending ?? false}
            onClick={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

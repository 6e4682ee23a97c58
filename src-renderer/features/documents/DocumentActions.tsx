import { Button, Group } from '@mantine/core';
import { IconDeviceFloppy, IconExternalLink, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../bridge/commands.ts';
import { notifyDone } from '../../ui/notify.ts';

/** What can be done with an issued document: save a copy, print it, open it in the system's viewer. */
export function DocumentActions({ documentId, size = 'sm' }: { documentId: string; size?: 'xs' | 'sm' }) {
  const { t } = useTranslation('documents');
  const saveAs = useCommand('documents.saveAs', {
    onDone: ({ savedAs }) => savedAs !== null && notifyDone(t('savedAs', { path: savedAs })),
  });
  const print = useCommand('documents.print', {
    onDone: ({ printed }) => printed && notifyDone(t('printed')),
  });
  const open = useCommand('documents.open');
  return (
    <Group gap="xs">
      <Button
        size={size}
        leftSection={<IconDeviceFloppy size="1.125rem" aria-hidden />}
        loading={saveAs.pending}
        onClick={() => void saveAs.run({ id: documentId })}
      >
        {t('common:action.saveAs')}
      </Button>
      <Button
        size={size}
        variant="default"
        leftSection={<IconPrinter size="1.125rem" aria-hidden />}
        loading={print.pending}
        onClick={() => void print.run({ id: documentId })}
      >
        {t('common:action.print')}
      </Button>
      <Button
        size={size}
        variant="default"
        leftSection={<IconExternalLink size="1.125rem" aria-hidden />}
        loading={open.pending}
        onClick={() => void open.run({ id: documentId })}
      >
        {t('common:action.open')}
      </Button>
    </Group>
  );
}

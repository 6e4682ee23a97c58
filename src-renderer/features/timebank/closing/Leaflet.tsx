import { useState } from 'react';
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconDeviceFloppy, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';

/** The page that explains a statement, to hand out with it. */
export function Leaflet() {
  const { t } = useTranslation('timebankClosing');
  const [open, setOpen] = useState(false);
  return (
    <Section
      title={t('leaflet.title')}
      actions={
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('leaflet.open')}
        </Button>
      }
    >
      <Text size="sm">{t('leaflet.hint')}</Text>
      <FormDialog opened={open} title={t('leaflet.title')} size="64rem" onClose={() => setOpen(false)}>
        <LeafletPane />
      </FormDialog>
    </Section>
  );
}

function LeafletPane() {
  const { t } = useTranslation('timebankClosing');
  const may = useMay();
  const [large, setLarge] = useState(false);
  const leaflet = useRoute('timebank.readLeaflet', { large }, { keepPrevious: true });
  const save = useCommand('timebank.saveLeaflet', {
    onDone: ({ savedAs }) => savedAs !== null && notifyDone(t('documents:savedAs', { path: savedAs })),
  });
  const print = useCommand('timebank.printLeaflet', {
    onDone: ({ printed }) => printed && notifyDone(t('documents:printed')),
  });
  return (
    <Stack>
      <Group justify="space-between">
        <Checkbox
          label={t('leaflet.large')}
          checked={large}
          onChange={({ currentTarget }) => setLarge(currentTarget.checked)}
        />
        {may('timebank.printLeaflet') && (
          <Group gap="sm">
            <Button
              leftSection={<IconPrinter size="1.125rem" aria-hidden />}
              loading={print.pending}
              onClick={() => void print.run({ large })}
            >
              {t('common:action.print')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconDeviceFloppy size="1.125rem" aria-hidden />}
              loading={save.pending}
              onClick={() => void save.run({ large })}
            >
              {t('common:action.saveAs')}
            </Button>
          </Group>
        )}
      </Group>
      {leaflet.error ? (
        <ErrorNotice error={leaflet.error.error} onRetry={() => void leaflet.refetch()} />
      ) : (
        <PdfViewer pdf={leaflet.data} loading={leaflet.isFetching} />
      )}
    </Stack>
  );
}

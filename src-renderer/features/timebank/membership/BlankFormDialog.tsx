import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';

/** The membership form for writing by hand. */
export function BlankFormDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('timebankMembership');
  return (
    <FormDialog opened title={t('paper.blankTitle')} size="64rem" onClose={onClose}>
      <Blank />
    </FormDialog>
  );
}

function Blank() {
  const { t } = useTranslation('timebankMembership');
  const may = useMay();
  const blank = useRoute('timebank.blankMembershipForm', {});
  const print = useCommand('timebank.printMembershipForm', {
    onDone: ({ printed }) => printed && notifyDone(t('paper.printed')),
  });
  return (
    <Stack>
      {may('timebank.printMembershipForm') && (
        <Group justify="flex-end">
          <Button loading={print.pending} onClick={() => void print.run({})}>
            {t('paper.print')}
          </Button>
        </Group>
      )}
      {blank.error ? (
        <ErrorNotice error={blank.error.error} onRetry={() => void blank.refetch()} />
      ) : (
        <PdfViewer pdf={blank.data} loading={blank.isPending} />
      )}
    </Stack>
  );
}

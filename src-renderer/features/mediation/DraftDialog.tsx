import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../src-main/contract/errors.ts';
import type { Pdf } from '../../../src-main/contract/documents.ts';
import { PdfViewer } from '../../ui/PdfViewer.tsx';
import { ErrorNotice } from '../../ui/states.tsx';

interface DraftDialogProps {
  opened: boolean;
  title: string;
  /** The query that draws it, asked for only while the dialog is open. */
  draft: { data: Pdf | undefined; isLoading: boolean; error: { error: CallError } | null };
  onClose(): void;
}

/** A draft on the whole window: watermarked, without a number, not kept. */
export function DraftDialog({ opened, title, draft, onClose }: DraftDialogProps) {
  const { t } = useTranslation('common');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      fullScreen
      closeButtonProps={{ 'aria-label': t('action.close') }}
      styles={{ content: { display: 'flex', flexDirection: 'column' }, body: { flex: 1, minHeight: 0 } }}
    >
      {draft.error ? <ErrorNotice error={draft.error.error} /> : null}
      {opened ? <PdfViewer pdf={draft.data} loading={draft.isLoading} /> : null}
    </Modal>
  );
}

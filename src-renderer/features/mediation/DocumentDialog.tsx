import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../bridge/queries.ts';
import { DocumentActions } from '../documents/DocumentActions.tsx';
import { PdfViewer } from '../../ui/PdfViewer.tsx';
import { ErrorNotice } from '../../ui/states.tsx';

/** An issued document on the whole window, with what can be done with it. */
export function DocumentDialog({
  document,
  onClose,
}: {
  document: { id: string; title: string } | undefined;
  onClose(): void;
}) {
  const { t } = useTranslation('common');
  const read = useRoute(
    'documents.read',
    { id: document?.id ?? '' },
    { enabled: document !== undefined, staleTime: Infinity },
  );
  return (
    <Modal
      opened={document !== undefined}
      onClose={onClose}
      title={document?.title}
      fullScreen
      closeButtonProps={{ 'aria-label': t('action.close') }}
      styles={{ content: { display: 'flex', flexDirection: 'column' }, body: { flex: 1, minHeight: 0 } }}
    >
      {read.error ? <ErrorNotice error={read.error.error} /> : null}
      {document ? (
        <PdfViewer
          pdf={read.data?.pdf}
          loading={read.isLoading}
          toolbar={<DocumentActions documentId={document.id} size="xs" />}
        />
      ) : null}
    </Modal>
  );
}

import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { Loaded } from '../../../ui/states.tsx';

interface AttachmentViewerProps {
  attachmentId: string;
  title: string;
  onClose(): void;
}

/** A scan of the dossier on the whole window; looking at it is written into the audit trail. */
export function AttachmentViewer({ attachmentId, title, onClose }: AttachmentViewerProps) {
  const { t } = useTranslation('common');
  const file = useRoute('mediation.viewAttachment', { attachmentId }, { staleTime: Infinity });
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      fullScreen
      closeButtonProps={{ 'aria-label': t('action.close') }}
      styles={{ content: { display: 'flex', flexDirection: 'column' }, body: { flex: 1, minHeight: 0 } }}
    >
      <Loaded result={file}>
        {({ name, mediaType, base64 }) =>
          mediaType === 'application/pdf' ? (
            <PdfViewer pdf={{ name, base64 }} loading={false} />
          ) : (
            <div tabIndex={0} role="group" aria-label={title} style={{ overflow: 'auto', height: '100%' }}>
              <img src={`data:${mediaType};base64,${base64}`} alt={title} style={{ maxWidth: '100%' }} />
            </div>
          )
        }
      </Loaded>
    </Modal>
  );
}

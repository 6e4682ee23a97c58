import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShownFile } from '../../src-main/contract/files.ts';
import { PdfViewer } from './PdfViewer.tsx';
import { Loaded, type ReadResult } from './states.tsx';

interface FileViewerProps {
  file: ReadResult<ShownFile>;
  title: string;
  onClose(): void;
}

/** A stored picture or PDF on the whole window. */
export function FileViewer({ file, title, onClose }: FileViewerProps) {
  const { t } = useTranslation('common');
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

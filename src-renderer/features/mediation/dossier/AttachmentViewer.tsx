import { useRoute } from '../../../bridge/queries.ts';
import { FileViewer } from '../../../ui/FileViewer.tsx';

interface AttachmentViewerProps {
  attachmentId: string;
  title: string;
  onClose(): void;
}

/** A scan of the dossier; looking at it is written into the audit trail. */
export function AttachmentViewer({ attachmentId, title, onClose }: AttachmentViewerProps) {
  const file = useRoute('mediation.viewAttachment', { attachmentId }, { staleTime: Infinity });
  return <FileViewer file={file} title={title} onClose={onClose} />;
}

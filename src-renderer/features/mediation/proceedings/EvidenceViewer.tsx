import { useState } from 'react';
import { ActionIcon, Group, Modal, Text } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EvidenceView } from '../../../../src-main/contract/mediation/proceedings.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { Loaded } from '../../../ui/states.tsx';
import classes from './proceedings.module.css';

const ZOOMS = [0.5, 0.75, 1, 1.5, 2, 3];

interface EvidenceViewerProps {
  caseId: string;
  evidence: EvidenceView;
  onClose(): void;
}

/** A picture or PDF of the evidence list on the whole window; looking at it is written into the audit trail. */
export function EvidenceViewer({ caseId, evidence, onClose }: EvidenceViewerProps) {
  const { t } = useTranslation('common');
  const file = useRoute(
    'mediation.viewEvidence',
    { caseId, evidenceId: evidence.id },
    { staleTime: Infinity },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={evidence.name}
      fullScreen
      closeButtonProps={{ 'aria-label': t('action.close') }}
      styles={{ content: { display: 'flex', flexDirection: 'column' }, body: { flex: 1, minHeight: 0 } }}
    >
      <Loaded result={file}>
        {({ name, mediaType, base64 }) =>
          mediaType === 'application/pdf' ? (
            <PdfViewer pdf={{ name, base64 }} loading={false} />
          ) : (
            <Picture name={name} source={`data:${mediaType};base64,${base64}`} />
          )
        }
      </Loaded>
    </Modal>
  );
}

function Picture({ name, source }: { name: string; source: string }) {
  const { t } = useTranslation('proceedings');
  const [zoom, setZoom] = useState(1);
  return (
    <div className={classes.picture}>
      <Group gap="xs" role="toolbar" aria-label={name}>
        <ActionIcon
          aria-label={t('evidence.zoomOut')}
          disabled={zoom <= ZOOMS[0]!}
          onClick={() => setZoom((now) => ZOOMS.findLast((one) => one < now) ?? now)}
        >
          <IconMinus size="1.2rem" aria-hidden />
        </ActionIcon>
        <Text size="sm" className="tabular">
          {Math.round(zoom * 100)}%
        </Text>
        <ActionIcon
          aria-label={t('evidence.zoomIn')}
          disabled={zoom >= ZOOMS.at(-1)!}
          onClick={() => setZoom((now) => ZOOMS.find((one) => one > now) ?? now)}
        >
          <IconPlus size="1.2rem" aria-hidden />
        </ActionIcon>
      </Group>
      {/* Focusable, so that arrows scroll a picture larger than the window. */}
      <div className={classes.pictureBox} tabIndex={0} role="group" aria-label={name}>
        <img
          src={source}
          alt={t('evidence.picture', { name })}
          style={zoom === 1 ? { maxWidth: '100%', maxHeight: '100%' } : { width: `${zoom * 100}%` }}
        />
      </div>
    </div>
  );
}

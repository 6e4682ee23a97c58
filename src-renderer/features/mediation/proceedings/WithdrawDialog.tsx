import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../../src-main/contract/index.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { EvidenceView } from '../../../../src-main/contract/mediation/proceedings.ts';
import { TextArea } from '../../../ui/form/fields.tsx';
import { RecordDialog } from './RecordDialog.tsx';

const schema = z.object({ reason: routes['mediation.withdrawEvidence'].input.shape.reason });

interface WithdrawDialogProps {
  view: CaseView;
  evidence: EvidenceView;
  onClose(): void;
}

/** Striking evidence out, with the reason; nothing is destroyed. */
export function WithdrawDialog({ view, evidence, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation('proceedings');
  return (
    <RecordDialog
      title={t('evidence.withdrawTitle')}
      schema={schema}
      initial={{ reason: '' }}
      draftKey={`evidence-withdraw:${evidence.id}`}
      version={evidence.version}
      command="mediation.withdrawEvidence"
      toInput={({ reason }) => ({
        caseId: view.id,
        evidenceId: evidence.id,
        version: evidence.version,
        reason,
      })}
      doneText={t('evidence.withdrawn')}
      intro={
        <>
          <Text fw={600}>{evidence.name}</Text>
          <Text>{t('evidence.withdrawText')}</Text>
        </>
      }
      submitLabel={t('evidence.withdraw')}
      danger
      size="md"
      onClose={onClose}
    >
      <TextArea name="reason" label={t('common.reason')} required autoFocus />
    </RecordDialog>
  );
}

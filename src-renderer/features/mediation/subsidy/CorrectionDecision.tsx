import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { SubsidyCorrectionView } from '../../../../src-main/contract/mediation/subsidy-corrections.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { moneyText } from '../../../i18n/format.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { TextArea } from '../../../ui/form/fields.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { RecordDialog } from '../proceedings/RecordDialog.tsx';

const schema = z.strictObject({ refusal: z.string().trim().min(1).max(500) });

interface Props {
  correction: SubsidyCorrectionView;
  /** Total of the sheet as it stands. */
  totalFen: number;
  step: 'approve' | 'refuse';
  onClose(): void;
}

/** Approving says what the total becomes; refusing asks for the reason. */
export function CorrectionDecision({ correction, totalFen, step, onClose }: Props) {
  const { t } = useTranslation('subsidy');
  const { id, version, number } = correction;
  const approve = useCommand('mediation.decideSubsidyCorrection', {
    onDone: () => {
      notifyDone(t('correction.approved'));
      onClose();
    },
  });
  if (step === 'approve') {
    return (
      <ConfirmDialog
        opened
        title={t('correction.approveTitle', { number })}
        confirmLabel={t('correction.approve')}
        pending={approve.pending}
        onConfirm={() => void approve.run({ id, version, approve: true })}
        onClose={onClose}
      >
        <Text>
          {t('correction.approveText', {
            before: moneyText(totalFen),
            after: moneyText(totalFen + correction.totalFen),
          })}
        </Text>
      </ConfirmDialog>
    );
  }
  return (
    <RecordDialog
      title={t('correction.refuseTitle', { number })}
      schema={schema}
      initial={{ refusal: '' }}
      draftKey={`subsidyCorrectionRefusal:${id}`}
      command="mediation.decideSubsidyCorrection"
      toInput={({ refusal }) => ({ id, version, approve: false, refusal })}
      submitLabel={t('correction.refuse')}
      doneText={t('correction.refused')}
      onClose={onClose}
    >
      <TextArea name="refusal" label={t('sheet.reason')} required />
    </RecordDialog>
  );
}

import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { moneyText } from '../../../i18n/format.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';

interface IssueAgreementDialogProps {
  view: CaseView;
  opened: boolean;
  onClose(): void;
  check: RouteOutput<'mediation.checkAgreement'> | undefined;
}

/** Issuing cannot be taken back, so it says what will happen. */
export function IssueAgreementDialog({ view, opened, onClose, check }: IssueAgreementDialogProps) {
  const { t } = useTranslation('mediation');
  const issue = useCommand('mediation.issuePaper', {
    onDone: ({ number }) => {
      notifyDone(t('agreement.issued', { number }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={t('agreement.issueTitle')}
      confirmLabel={t('agreement.issue')}
      pending={issue.pending}
      onConfirm={() =>
        void issue.run({
          caseId: view.id,
          paper: 'agreement',
          ...(view.agreement ? { version: view.agreement.version } : {}),
        })
      }
      onClose={onClose}
    >
      <Text>
        {t('agreement.issueText', { copies: check?.copies ?? 0, amount: moneyText(check?.totalFen ?? 0) })}
      </Text>
      {check && check.totalFen > 0 ? (
        <Text>
          {t('agreement.capitals')}：{check.totalCapitals}
        </Text>
      ) : null}
    </ConfirmDialog>
  );
}

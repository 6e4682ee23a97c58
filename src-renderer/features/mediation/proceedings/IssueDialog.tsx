import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { issueFields } from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import { TextArea, TextField } from '../../../ui/form/fields.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import type { Proceedings } from './use-proceedings.ts';

interface IssueDialogProps {
  view: CaseView;
  issue: Proceedings['issues'][number] | undefined;
  onClose(): void;
}

export function IssueDialog({ view, issue, onClose }: IssueDialogProps) {
  const { t } = useTranslation('proceedings');
  return (
    <RecordDialog
      title={issue ? t('offers.editIssue', { n: issue.number }) : t('offers.addIssue')}
      schema={issueFields}
      initial={{ title: issue?.title ?? '', note: issue?.note ?? '' }}
      draftKey={`issue:${view.id}:${issue?.id ?? 'new'}`}
      version={issue?.version}
      command="mediation.saveIssue"
      under="issue"
      toInput={(values) => ({
        caseId: view.id,
        ...(issue ? { issueId: issue.id, version: issue.version } : {}),
        issue: values,
      })}
      doneText={t('offers.issueSaved')}
      size="lg"
      onClose={onClose}
    >
      <TextField name="title" label={t('offers.issueTitle')} required autoFocus />
      <TextArea name="note" label={t('common.note')} />
    </RecordDialog>
  );
}

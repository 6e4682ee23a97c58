import { useEffect, useRef, useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconFileCheck, IconFileText } from '@tabler/icons-react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { useLayout } from '../../../app/use-layout.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay, useSession } from '../../../bridge/session.tsx';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { markSaved, sameValues, typedNow } from '../../../ui/form/saved.ts';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import classes from '../mediation.module.css';
import { agreementSchema, agreementToForm, sameAgreement, type AgreementForm } from './agreement-form.ts';
import { AgreementFields } from './AgreementFields.tsx';
import { FindingsPanel } from './FindingsPanel.tsx';
import { IssueAgreementDialog } from './IssueAgreementDialog.tsx';
import { announceEditor } from './open-editor.ts';
import { useLiveCheck } from './use-live-check.ts';

/** Clauses at the left; the checker and the page as it would be printed at the right. */
export function AgreementEditor({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const { user } = useSession();
  const may = useMay();
  const { wide } = useLayout();
  const [previewWanted, setPreviewWanted] = useState<boolean>();
  const previewShown = previewWanted ?? wide;
  const [issuing, setIssuing] = useState(false);
  const [version, setVersion] = useState(view.agreement?.version);
  const form = useAppForm(agreementSchema, agreementToForm(view, todayText(), user?.displayName ?? ''));
  const { isDirty } = form.formState;
  const draft = useDraft(`agreement:${view.id}`, form, { version });
  const values = useWatch({ control: form.control }) as AgreementForm;
  const { check, preview } = useLiveCheck(view.id, values, previewShown);
  const save = useCommand('mediation.saveAgreement', { form, fieldsUnder: 'agreement' });

  // Changed elsewhere while nothing was typed here: show what is on file. The same content again must not touch the
  // fields, or the cursor would leave them after every save.
  useEffect(() => {
    if (save.pending || form.formState.isDirty) return;
    setVersion(view.agreement?.version);
    const onFile = agreementToForm(view, todayText(), user?.displayName ?? '');
    if (!sameAgreement(onFile, form.getValues())) form.reset(onFile);
  }, [form, view, user, save.pending]);

  /** @returns what the form held when it was saved, or nothing when that was refused. */
  const store = async (
    agreement: ReturnType<typeof agreementSchema.parse>,
  ): Promise<AgreementForm | undefined> => {
    const sent = typedNow(form);
    const saved = await save.run({
      caseId: view.id,
      ...(version === undefined ? {} : { version }),
      agreement,
    });
    if (!saved) return undefined;
    setVersion(saved.version);
    if (markSaved(form, sent)) await draft.discard();
    return sent;
  };
  // An accepted offer that becomes a clause comes after what is being typed here.
  const saveTyped = useRef(async () => true);
  saveTyped.current = async () => {
    if (!form.formState.isDirty) return true;
    let stored = false;
    await form.handleSubmit(async (agreement) => void (stored = (await store(agreement)) !== undefined))();
    return stored;
  };
  useEffect(() => announceEditor(view.id, () => saveTyped.current()), [view.id]);
  const openIssue = form.handleSubmit(async (agreement) => {
    const onFile = !isDirty && version !== undefined ? typedNow(form) : await store(agreement);
    // Words typed while the saving was under way would be missing on the paper.
    if (onFile && sameValues(onFile, form.getValues())) setIssuing(true);
  });
  const remarks = check.data?.findings ?? [];
  const errors = remarks.filter(({ severity }) => severity === 'error').length;

  return (
    <AppForm
      form={form}
      label={t('agreement.label')}
      saveFromAnywhere
      onSubmit={async (agreement) => {
        if (await store(agreement)) notifyDone(t('agreement.saved'));
      }}
    >
      {draft.notice}
      <div className={classes.editor} data-narrow={wide && previewShown ? undefined : true}>
        <AgreementFields view={view} />
        <Stack gap="sm" className={wide ? classes.preview : undefined}>
          {check.error && !check.data ? <ErrorNotice error={check.error.error} /> : null}
          <FindingsPanel findings={remarks} checked={check.data !== undefined} totals={check.data} />
          <Group gap="xs">
            <Button
              type="submit"
              loading={save.pending}
              variant={isDirty || version === undefined ? 'filled' : 'default'}
            >
              {t('agreement.save')}
            </Button>
            {may('mediation.issuePaper') ? (
              <Button
                variant="default"
                leftSection={<IconFileCheck size="1.1rem" aria-hidden />}
                disabled={errors > 0 || check.data === undefined}
                onClick={() => void openIssue()}
              >
                {t('agreement.issue')}
              </Button>
            ) : null}
            <Button
              variant="subtle"
              leftSection={<IconFileText size="1.1rem" aria-hidden />}
              aria-expanded={previewShown}
              onClick={() => setPreviewWanted(!previewShown)}
            >
              {previewShown ? t('agreement.hidePreview') : t('agreement.showPreview')}
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {errors > 0
                ? t('agreement.issueBlocked', { n: errors })
                : isDirty
                  ? t('common:state.unsaved')
                  : version
                    ? t('common:state.saved')
                    : ''}
            </Text>
          </Group>
          {previewShown ? (
            <div style={{ height: 'min(70vh, 60rem)', minHeight: '22rem' }}>
              <PdfViewer pdf={preview.data} loading={preview.isFetching} />
            </div>
          ) : null}
          {preview.error && previewShown ? (
            <ErrorNotice error={preview.error.error} onRetry={() => void preview.refetch()} />
          ) : null}
        </Stack>
      </div>
      <IssueAgreementDialog
        view={view}
        opened={issuing && !isDirty}
        onClose={() => setIssuing(false)}
        check={check.data}
      />
    </AppForm>
  );
}

import { useEffect } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { caseInput } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { useNavigate } from '../../app/navigation.ts';
import { useCommand } from '../../bridge/commands.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { ErrorNotice, Loading } from '../../ui/states.tsx';
import { caseToForm, type PartyForm } from './case-form.ts';
import { CaseFormFields } from './CaseFormFields.tsx';
import { useRevealedParties } from './use-revealed-parties.ts';

/** Correcting the registration needs the parties in full, which is an audited reveal. */
export function EditCase({ view }: { view: CaseView }) {
  const { parties, version, error, reveal } = useRevealedParties(view.id);
  useEffect(() => reveal(), [reveal]);
  if (error) return <ErrorNotice error={error} onRetry={reveal} />;
  if (!parties || version === undefined) return <Loading />;
  return <EditCaseForm view={view} parties={parties} version={version} />;
}

function EditCaseForm({ view, parties, version }: { view: CaseView; parties: PartyForm[]; version: number }) {
  const { t } = useTranslation('mediation');
  const navigate = useNavigate();
  const back = () => navigate({ page: 'case', params: { id: view.id } });
  const form = useAppForm(caseInput, caseToForm(view, parties));
  const draft = useDraft(`case:${view.id}`, form, { version });
  const update = useCommand('mediation.updateCase', {
    form,
    fieldsUnder: 'case',
    onDone: () => {
      void draft.discard();
      notifyDone(t('form.corrected'));
      back();
    },
  });
  const buttons = (
    <>
      <Button variant="default" onClick={back}>
        {t('common:action.cancel')}
      </Button>
      <Button type="submit" form="edit-case" loading={update.pending}>
        {t('form.saveEdit')}
      </Button>
    </>
  );
  return (
    <Page title={t('form.editTitle')} subtitle={view.title} actions={buttons}>
      <AppForm
        id="edit-case"
        form={form}
        label={t('form.label')}
        saveFromAnywhere
        onSubmit={(values) => void update.run({ id: view.id, version, case: values })}
      >
        {draft.notice}
        <CaseFormFields />
        <Group justify="flex-end" mt="md">
          {buttons}
        </Group>
      </AppForm>
    </Page>
  );
}

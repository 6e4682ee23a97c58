import { useState } from 'react';
import { Button, Group, Kbd, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { caseInput } from '../../../src-main/contract/mediation/case-values.ts';
import { useNavigate } from '../../app/navigation.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useSession } from '../../bridge/session.tsx';
import { todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { emptyCase } from './case-form.ts';
import { CaseFormFields } from './CaseFormFields.tsx';

export function NewCasePage() {
  const { t } = useTranslation('mediation');
  const navigate = useNavigate();
  const { user } = useSession();
  const [initial] = useState(() => emptyCase(todayText(), user?.areaId ?? null));
  const form = useAppForm(caseInput, initial);
  const draft = useDraft('case.new', form);
  const register = useCommand('mediation.registerCase', {
    form,
    fieldsUnder: 'case',
    onDone: ({ id }) => {
      void draft.discard();
      notifyDone(t('form.registered'));
      navigate({ page: 'case', params: { id }, replace: true });
    },
  });
  const save = (
    <>
      <Text size="sm" c="dimmed">
        <Kbd size="xs">Ctrl+S</Kbd>
      </Text>
      <Button type="submit" form="new-case" loading={register.pending}>
        {t('form.save')}
      </Button>
    </>
  );
  return (
    <Page title={t('form.newTitle')} actions={save}>
      <AppForm
        id="new-case"
        form={form}
        label={t('form.label')}
        saveFromAnywhere
        onSubmit={(values) => void register.run({ case: values })}
      >
        {draft.notice}
        <CaseFormFields />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => navigate({ page: 'cases' })}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={register.pending}>
            {t('form.save')}
          </Button>
        </Group>
      </AppForm>
    </Page>
  );
}

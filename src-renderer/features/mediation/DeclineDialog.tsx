import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { useCommand } from '../../bridge/commands.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { TextArea } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';

const schema = z.object({ reason: routes['mediation.declineCase'].input.shape.reason });

interface DialogProps {
  view: CaseView;
  opened: boolean;
  onClose(): void;
}

export function DeclineDialog(props: DialogProps) {
  const { t } = useTranslation('mediation');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={t('accept.declineTitle')} size="md">
      <DeclineForm {...props} />
    </FormDialog>
  );
}

function DeclineForm({ view, onClose }: DialogProps) {
  const { t } = useTranslation('mediation');
  const form = useAppForm(schema, { reason: '' });
  const draft = useDraft(`decline:${view.id}`, form, { version: view.version });
  const decline = useCommand('mediation.declineCase', {
    form,
    onDone: () => {
      void draft.discard();
      notifyDone(t('accept.declined'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('accept.declineTitle')}
      onSubmit={({ reason }) => void decline.run({ id: view.id, version: view.version, reason })}
    >
      <Stack>
        {draft.notice}
        <Text>{t('accept.declineText')}</Text>
        <TextArea name="reason" label={t('accept.declineReason')} required autoFocus />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" color="red" loading={decline.pending}>
            {t('accept.decline')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { useCommand } from '../../bridge/commands.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { MediatorsField } from './MediatorsField.tsx';

const schema = z.object({ mediators: routes['mediation.assignMediators'].input.shape.mediators });

interface DialogProps {
  view: CaseView;
  opened: boolean;
  onClose(): void;
}

export function MediatorsDialog(props: DialogProps) {
  const { t } = useTranslation('mediation');
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      title={t('accept.changeMediators')}
      size="48rem"
    >
      <MediatorsForm {...props} />
    </FormDialog>
  );
}

function MediatorsForm({ view, onClose }: DialogProps) {
  const { t } = useTranslation('mediation');
  const form = useAppForm(schema, {
    mediators: view.mediators.map(({ userId, lead, chosenBy }) => ({ userId, lead, chosenBy })),
  });
  const assign = useCommand('mediation.assignMediators', {
    form,
    onDone: () => {
      notifyDone(t('accept.mediatorsSaved'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('accept.changeMediators')}
      onSubmit={({ mediators }) => void assign.run({ id: view.id, version: view.version, mediators })}
    >
      <Stack>
        <MediatorsField />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={assign.pending}>
            {t('common:action.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import { declineKinds } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { civilDate } from '../../../src-main/contract/values.ts';
import { useCommand } from '../../bridge/commands.ts';
import { todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { RadioGroupField, TextArea } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';

const schema = z.object({
  kind: z.enum(declineKinds),
  reason: routes['mediation.declineCase'].input.shape.reason,
  on: civilDate,
});

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
  // A clear refusal that is on file speaks for 不予调解 (人民调解法 art. 17); whoever declines decides.
  const refused = view.parties.some((party) => party.consents === false);
  const form = useAppForm(schema, {
    kind: refused ? 'notMediated' : 'notAccepted',
    reason: '',
    on: todayText(),
  });
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
      onSubmit={(values) => void decline.run({ id: view.id, version: view.version, ...values })}
    >
      <Stack>
        {draft.notice}
        <Text>{t('accept.declineText')}</Text>
        <RadioGroupField
          name="kind"
          label={t('accept.declineKind')}
          choices={declineKinds.map((value) => ({ value, label: t(`accept.declineKinds.${value}`) }))}
        />
        <TextArea name="reason" label={t('accept.declineReason')} required autoFocus />
        <DateField name="on" label={t('accept.declinedOn')} emptyValue="" required />
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

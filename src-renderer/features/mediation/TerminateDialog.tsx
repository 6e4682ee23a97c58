import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { routes } from '../../../src-main/contract/index.ts';
import { complexities, terminationReasons } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { useCommand } from '../../bridge/commands.ts';
import { todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { CheckboxField, MultiSelectField, SelectField, TextArea } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';

const {
  reason: reasonField,
  on,
  note,
  refusedBy,
  disputeFocus,
  complexity,
} = routes['mediation.terminateCase'].input.shape;
const schema = z.object({
  reason: reasonField,
  on,
  note,
  refusedBy,
  disputeFocus,
  complexity,
  routesNotified: z.boolean().refine((told) => told, 'field.routesNotified'),
});

interface DialogProps {
  view: CaseView;
  opened: boolean;
  /** Chosen at first: a party that refuses leads here (人民调解法 art. 17). */
  reason?: (typeof terminationReasons)[number];
  onClose(): void;
}

/** Ending without an agreement: the parties must be told of the other routes (人民调解法 art. 26). */
export function TerminateDialog(props: DialogProps) {
  const { t } = useTranslation('mediation');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={t('closing.terminateTitle')} size="md">
      <TerminateForm {...props} />
    </FormDialog>
  );
}

function TerminateForm({ view, reason = 'noAgreement', onClose }: DialogProps) {
  const { t } = useTranslation('mediation');
  const form = useAppForm(schema, {
    reason,
    on: todayText(),
    note: '',
    refusedBy: [],
    disputeFocus: '',
    complexity: null,
    routesNotified: false,
  });
  const draft = useDraft(`terminate:${view.id}${reason === 'noAgreement' ? '' : `:${reason}`}`, form, {
    version: view.version,
  });
  const terminate = useCommand('mediation.terminateCase', {
    form,
    onDone: () => {
      void draft.discard();
      notifyDone(t('closing.terminated'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('closing.terminateTitle')}
      onSubmit={(values) =>
        void terminate.run({ id: view.id, version: view.version, ...values, routesNotified: true })
      }
    >
      <Stack>
        {draft.notice}
        <Text>{t('closing.terminateText')}</Text>
        <SelectField
          name="reason"
          label={t('closing.reason')}
          choices={terminationReasons.map((value) => ({ value, label: t(`closing.reasons.${value}`) }))}
          required
        />
        <DateField name="on" label={t('closing.terminatedOn')} emptyValue="" required />
        {form.watch('reason') === 'refused' ? (
          <MultiSelectField
            name="refusedBy"
            label={t('performance:ending.refusedBy')}
            choices={view.parties.map((party) => ({ value: party.id, label: party.name }))}
          />
        ) : null}
        <TextArea name="note" label={t('closing.note')} />
        <TextArea name="disputeFocus" label={t('performance:ending.disputeFocus')} />
        <SelectField
          name="complexity"
          label={t('performance:ending.complexity')}
          choices={complexities.map((value) => ({
            value,
            label: t(`performance:ending.complexities.${value}`),
          }))}
          emptyValue={null}
          clearable
        />
        <CheckboxField name="routesNotified" label={t('closing.routesNotified')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" color="red" loading={terminate.pending}>
            {t('closing.confirm')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

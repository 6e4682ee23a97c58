import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { activityFields, type ActivityView } from '../../../../src-main/contract/timebank/activity-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { AreaField } from '../../../ui/form/AreaField.tsx';
import { ClockField } from '../../../ui/form/ClockField.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { IntegerField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { useServiceTypes } from '../work/use-service-types.ts';
import filters from '../Filters.module.css';
import { GroupField } from './GroupField.tsx';

interface ActivityDialogProps {
  opened: boolean;
  activity?: ActivityView;
  onClose(): void;
  onSaved(id: string): void;
}

/** Plans an activity, or changes one that is still planned. */
export function ActivityDialog(props: ActivityDialogProps) {
  const { t } = useTranslation('timebankActivities');
  const title = props.activity ? t('form.editTitle', { number: props.activity.number }) : t('form.newTitle');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={title} size="48rem">
      <ActivityForm {...props} label={title} />
    </FormDialog>
  );
}

function ActivityForm({ activity, label, onClose, onSaved }: ActivityDialogProps & { label: string }) {
  const { t } = useTranslation('timebankActivities');
  const types = useServiceTypes();
  const form = useAppForm(activityFields, {
    title: activity?.title ?? '',
    heldOn: activity?.heldOn ?? '',
    startsAt: activity?.startsAt ?? '',
    endsAt: activity?.endsAt ?? '',
    place: activity?.place ?? '',
    areaId: activity?.areaId ?? null,
    responsible: activity?.responsible ?? '',
    serviceType: activity?.serviceType ?? '',
    groupId: activity?.groupId ?? null,
    capacity: activity?.capacity ?? null,
    note: activity?.note ?? '',
  });
  const draft = useDraft(`activity:${activity?.id ?? 'new'}`, form, { version: activity?.version });
  const save = useCommand('timebank.saveActivity', {
    form,
    fieldsUnder: 'activity',
    onDone: ({ id, number }) => {
      void draft.discard();
      notifyDone(t('form.saved', { number }));
      onClose();
      onSaved(id);
    },
  });
  return (
    <AppForm
      form={form}
      label={label}
      onSubmit={(values) =>
        void save.run({
          ...(activity ? { id: activity.id, version: activity.version } : {}),
          activity: values,
        })
      }
    >
      <Stack>
        {draft.notice}
        <div className={filters.fields}>
          <TextField name="title" label={t('field.title')} required />
          <DateField name="heldOn" label={t('field.heldOn')} emptyValue="" required />
          <ClockField name="startsAt" label={t('field.startsAt')} required />
          <ClockField name="endsAt" label={t('field.endsAt')} required />
          <TextField name="place" label={t('field.place')} required />
          <TextField name="responsible" label={t('field.responsible')} required />
          <SelectField
            name="serviceType"
            label={t('field.serviceType')}
            choices={types.choices}
            searchable
            required
          />
          <IntegerField
            name="capacity"
            label={t('field.capacity')}
            description={t('field.capacityHint')}
            min={1}
            max={500}
          />
          <GroupField name="groupId" label={t('field.group')} description={t('field.groupHint')} />
          <AreaField name="areaId" label={t('field.area')} />
        </div>
        <TextArea name="note" label={t('field.note')} minRows={2} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={save.pending}>
            {t('form.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  requestFields,
  requestModes,
  type RequestView,
} from '../../../../src-main/contract/timebank/work-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { AreaField } from '../../../ui/form/AreaField.tsx';
import { ClockField } from '../../../ui/form/ClockField.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { RadioGroupField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { EligibilityNotice } from '../circle/EligibilityFacts.tsx';
import { RepresentationField } from '../circle/RepresentationField.tsx';
import { MemberField } from '../MemberField.tsx';
import { ServiceRefusal } from '../spending/Spendable.tsx';
import { useServiceTypes } from './use-service-types.ts';
import styles from './work.module.css';

interface RequestDialogProps {
  opened: boolean;
  request?: RequestView;
  onClose(): void;
  onSaved(id: string): void;
}

/** Writes down what a resident needs, or changes what was not yet published. */
export function RequestDialog(props: RequestDialogProps) {
  const { t } = useTranslation('timebankWork');
  const title = props.request ? t('form.editTitle', { number: props.request.number }) : t('form.newTitle');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={title} size="48rem">
      <RequestForm {...props} label={title} />
    </FormDialog>
  );
}

function RequestForm({ request, label, onClose, onSaved }: RequestDialogProps & { label: string }) {
  const { t } = useTranslation('timebankWork');
  const types = useServiceTypes();
  const form = useAppForm(requestFields, {
    recipientId: request?.recipient.id ?? '',
    serviceType: request?.serviceType ?? '',
    title: request?.title ?? '',
    note: request?.note ?? '',
    wantedOn: request?.wantedOn ?? todayText(),
    startsAt: request?.startsAt ?? '',
    endsAt: request?.endsAt ?? '',
    place: request?.place ?? '',
    areaId: request?.areaId ?? null,
    mode: request?.mode ?? 'first',
    representationId: request?.representative?.representationId ?? null,
  });
  const recipientId = form.watch('recipientId');
  const draft = useDraft(`request:${request?.id ?? 'new'}`, form, { version: request?.version });
  const save = useCommand('timebank.saveRequest', {
    form,
    fieldsUnder: 'request',
    onDone: ({ id, number }) => {
      void draft.discard();
      notifyDone(t('form.saved', { number }));
      onSaved(id);
    },
  });
  return (
    <AppForm
      form={form}
      label={label}
      onSubmit={(values) =>
        void save.run({ ...(request ? { id: request.id, version: request.version } : {}), request: values })
      }
    >
      <Stack>
        {draft.notice}
        <MemberField
          name="recipientId"
          label={t('field.recipient')}
          required
          onChosen={() => form.setValue('representationId', null)}
        />
        <EligibilityNotice memberId={recipientId} />
        <ServiceRefusal memberId={recipientId} />
        <RepresentationField name="representationId" memberId={recipientId} scope="requests" />
        <div className={styles.fields}>
          <SelectField
            name="serviceType"
            label={t('field.serviceType')}
            choices={types.choices}
            searchable
            required
          />
          <TextField name="title" label={t('field.title')} placeholder={t('field.titleHint')} required />
          <DateField name="wantedOn" label={t('field.wantedOn')} emptyValue="" required />
          <ClockField name="startsAt" label={t('field.startsAt')} required />
          <ClockField name="endsAt" label={t('field.endsAt')} required />
          <TextField name="place" label={t('field.place')} required />
          <AreaField name="areaId" label={t('field.area')} />
        </div>
        <RadioGroupField
          name="mode"
          label={t('field.mode')}
          choices={requestModes.map((value) => ({ value, label: t(`mode.${value}`) }))}
        />
        <TextArea name="note" label={t('field.note')} minRows={2} />
        <Text size="sm" c="dimmed">
          {t('form.publishHint')}
        </Text>
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

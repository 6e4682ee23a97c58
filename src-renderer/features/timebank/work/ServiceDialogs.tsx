import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { serviceFields, type RequestView } from '../../../../src-main/contract/timebank/work-values.ts';
import { id, optionalText, text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { ClockField } from '../../../ui/form/ClockField.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { IntegerField, RadioGroupField, SelectField, TextArea } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import styles from './work.module.css';

interface DialogProps {
  request: RequestView;
  opened: boolean;
  onClose(): void;
}
type FormProps = Omit<DialogProps, 'opened'>;

/** What was served, when nobody signed in or out. */
export function ServiceDialog({ request, opened, onClose }: DialogProps) {
  const { t } = useTranslation('timebankWork');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('ask.enterTitle')} size="lg">
      <ServiceForm request={request} onClose={onClose} />
    </FormDialog>
  );
}

function ServiceForm({ request, onClose }: FormProps) {
  const { t } = useTranslation('timebankWork');
  const form = useAppForm(serviceFields, {
    servedOn: request.served?.servedOn ?? request.wantedOn,
    startsAt: request.served?.startsAt ?? request.startsAt,
    endsAt: request.served?.endsAt ?? request.endsAt,
    minutes: request.served?.minutes ?? request.plannedMinutes,
  });
  const draft = useDraft(`requestService:${request.id}`, form, { version: request.version });
  const enter = useCommand('timebank.enterService', {
    form,
    fieldsUnder: 'service',
    onDone: () => {
      void draft.discard();
      onClose();
      notifyDone(t('done.enter'));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('ask.enterTitle')}
      onSubmit={(service) => void enter.run({ id: request.id, version: request.version, service })}
    >
      <Stack>
        {draft.notice}
        <div className={styles.fields}>
          <DateField name="servedOn" label={t('field.servedOn')} emptyValue="" required />
          <ClockField name="startsAt" label={t('field.startsAt')} required />
          <ClockField name="endsAt" label={t('field.endsAt')} required />
          <IntegerField name="minutes" label={t('field.minutes')} min={1} max={1440} required />
        </div>
        <Buttons pending={enter.pending} onClose={onClose} />
      </Stack>
    </AppForm>
  );
}

const scores = ['s5', 's4', 's3', 's2', 's1'] as const;

/** What the recipient says about it: 1 to 5, and words. */
export function EvaluationDialog({ request, opened, onClose }: DialogProps) {
  const { t } = useTranslation('timebankWork');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('ask.evaluateTitle')} size="lg">
      <EvaluationForm request={request} onClose={onClose} />
    </FormDialog>
  );
}

function EvaluationForm({ request, onClose }: FormProps) {
  const { t } = useTranslation('timebankWork');
  const form = useAppForm(z.strictObject({ score: z.enum(scores), words: optionalText(300) }), {
    score: 's5',
    words: '',
  });
  const draft = useDraft(`requestEvaluation:${request.id}`, form);
  const evaluate = useCommand('timebank.evaluateRequest', {
    onDone: () => {
      void draft.discard();
      onClose();
      notifyDone(t('done.evaluate'));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('ask.evaluateTitle')}
      onSubmit={({ score, words }) =>
        void evaluate.run({ id: request.id, version: request.version, score: Number(score.slice(1)), words })
      }
    >
      <Stack>
        {draft.notice}
        <RadioGroupField
          name="score"
          label={t('field.score')}
          choices={scores.map((value) => ({ value, label: t(`score.${value}`) }))}
        />
        <TextArea name="words" label={t('field.words')} minRows={2} />
        <Buttons pending={evaluate.pending} onClose={onClose} />
      </Stack>
    </AppForm>
  );
}

/** A complaint about one of the two sides of a request. */
export function ComplaintDialog({ request, opened, onClose }: DialogProps) {
  const { t } = useTranslation('timebankWork');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('ask.complainTitle')} size="lg">
      <ComplaintForm request={request} onClose={onClose} />
    </FormDialog>
  );
}

function ComplaintForm({ request, onClose }: FormProps) {
  const { t } = useTranslation('timebankWork');
  const people = [request.helper, request.recipient].flatMap((person) => person ?? []);
  const form = useAppForm(z.strictObject({ memberId: id, words: text(500) }), {
    memberId: people[0]?.id ?? '',
    words: '',
  });
  const draft = useDraft(`requestComplaint:${request.id}`, form);
  const file = useCommand('timebank.fileComplaint', {
    form,
    onDone: () => {
      void draft.discard();
      onClose();
      notifyDone(t('done.complain'));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('ask.complainTitle')}
      onSubmit={(values) => void file.run({ ...values, requestId: request.id })}
    >
      <Stack>
        {draft.notice}
        <SelectField
          name="memberId"
          label={t('ask.complainAbout')}
          choices={people.map((person) => ({ value: person.id, label: person.name }))}
          required
        />
        <TextArea name="words" label={t('field.complaintWords')} minRows={3} required />
        <Text size="sm" c="dimmed">
          {t('complaints.answerText')}
        </Text>
        <Buttons pending={file.pending} onClose={onClose} />
      </Stack>
    </AppForm>
  );
}

function Buttons({ pending, onClose }: { pending: boolean; onClose(): void }) {
  const { t } = useTranslation('common');
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {t('action.cancel')}
      </Button>
      <Button type="submit" loading={pending}>
        {t('action.save')}
      </Button>
    </Group>
  );
}

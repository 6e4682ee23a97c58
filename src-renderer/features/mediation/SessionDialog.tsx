import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { sessionFields } from '../../../src-main/contract/mediation/sessions.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useSession } from '../../bridge/session.tsx';
import { todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { ClockField } from '../../ui/form/ClockField.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { TextArea, TextField } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';
import classes from './mediation.module.css';

export type CaseSession = CaseView['sessions'][number];

interface SessionDialogProps {
  view: CaseView;
  session: CaseSession | 'new' | undefined;
  onClose(): void;
}

export function SessionDialog({ view, session, onClose }: SessionDialogProps) {
  const { t } = useTranslation('mediation');
  const title =
    session === undefined || session === 'new' ? t('session.add') : t('session.edit', { n: session.number });
  return (
    <FormDialog opened={session !== undefined} onClose={onClose} title={title} size="52rem">
      {session === undefined ? null : (
        <SessionForm
          view={view}
          session={session === 'new' ? undefined : session}
          label={title}
          onClose={onClose}
        />
      )}
    </FormDialog>
  );
}

interface SessionFormProps {
  view: CaseView;
  session: CaseSession | undefined;
  label: string;
  onClose(): void;
}

function SessionForm({ view, session, label, onClose }: SessionFormProps) {
  const { t } = useTranslation('mediation');
  const { user } = useSession();
  const last = view.sessions.at(-1);
  const form = useAppForm(sessionFields, {
    heldOn: session?.heldOn ?? todayText(),
    startsAt: session?.startsAt ?? '',
    endsAt: session?.endsAt ?? '',
    place: session?.place ?? last?.place ?? '',
    attendees: session?.attendees ?? '',
    minutes: session?.minutes ?? '',
    result: session?.result ?? '',
    recorder: session?.recorder ?? last?.recorder ?? user?.displayName ?? '',
  });
  const draft = useDraft(`session:${view.id}:${session?.id ?? 'new'}`, form, { version: session?.version });
  const record = useCommand('mediation.recordSession', {
    form,
    fieldsUnder: 'session',
    onDone: () => {
      void draft.discard();
      notifyDone(t('session.saved'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={label}
      onSubmit={(values) =>
        void record.run({
          caseId: view.id,
          ...(session ? { sessionId: session.id, version: session.version } : {}),
          session: values,
        })
      }
    >
      <Stack>
        {draft.notice}
        <div className={classes.fields}>
          <DateField name="heldOn" label={t('session.heldOn')} emptyValue="" required />
          <ClockField
            name="startsAt"
            label={t('session.startsAt')}
            placeholder={t('session.timeHint')}
            required
          />
          <ClockField
            name="endsAt"
            label={t('session.endsAt')}
            placeholder={t('session.timeHint')}
            required
          />
          <TextField name="place" label={t('session.place')} required />
          <TextField name="attendees" label={t('session.attendees')} className={classes.span2 ?? ''} />
        </div>
        <TextArea name="minutes" label={t('session.minutes')} minRows={6} required />
        <TextArea name="result" label={t('session.result')} />
        <div className={classes.fields}>
          <TextField name="recorder" label={t('session.recorder')} />
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={record.pending}>
            {t('session.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

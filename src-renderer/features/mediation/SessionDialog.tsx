import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import { sessionFields, type PlannedSession } from '../../../src-main/contract/mediation/sessions.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useSession } from '../../bridge/session.tsx';
import { todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { ClockField } from '../../ui/form/ClockField.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { MultiSelectField, TextArea, TextField, type Choice } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { notifyDone } from '../../ui/notify.ts';
import classes from './mediation.module.css';

export type CaseSession = CaseView['sessions'][number];

interface SessionDialogProps {
  view: CaseView;
  /** A record to correct, a plan that was held, or neither. */
  session: CaseSession | PlannedSession | 'new' | undefined;
  onClose(): void;
}

export function SessionDialog({ view, session, onClose }: SessionDialogProps) {
  const { t } = useTranslation('mediation');
  const title =
    typeof session === 'object' && 'number' in session
      ? t('session.edit', { n: session.number })
      : t('session.add');
  return (
    <FormDialog opened={session !== undefined} onClose={onClose} title={title} size="52rem">
      {session === undefined ? null : (
        <SessionForm
          view={view}
          session={typeof session === 'object' && 'number' in session ? session : undefined}
          plan={typeof session === 'object' && 'plannedOn' in session ? session : undefined}
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
  plan: PlannedSession | undefined;
  label: string;
  onClose(): void;
}

function SessionForm({ view, session, plan, label, onClose }: SessionFormProps) {
  const { t } = useTranslation('mediation');
  const { user } = useSession();
  const last = view.sessions.at(-1);
  const choices = useMediatorChoices(session);
  const form = useAppForm(sessionFields, {
    heldOn: session?.heldOn ?? plan?.plannedOn ?? todayText(),
    startsAt: session?.startsAt ?? plan?.startsAt ?? '',
    endsAt: session?.endsAt ?? plan?.endsAt ?? '',
    place: session?.place ?? plan?.place ?? last?.place ?? '',
    attendees: session?.attendees ?? plan?.others ?? '',
    minutes: session?.minutes ?? '',
    result: session?.result ?? '',
    recorder: session?.recorder ?? last?.recorder ?? user?.displayName ?? '',
    mediatorIds: session?.mediatorIds ?? view.mediators.map((one) => one.userId),
  });
  const draft = useDraft(`session:${view.id}:${session?.id ?? plan?.id ?? 'new'}`, form, {
    version: session?.version,
  });
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
          ...(plan ? { planId: plan.id } : {}),
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
          <MultiSelectField name="mediatorIds" label={t('session.mediators')} choices={choices} />
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

/** Mediators of the committee, and those who mediated at this session although they have left since. */
function useMediatorChoices(session: CaseSession | undefined): Choice[] {
  const users = useRoute('people.listUsers', {}).data?.rows ?? [];
  const able = users
    .filter(
      (user) => user.active && user.roles.some((role) => role === 'mediator' || role === 'administrator'),
    )
    .map((user) => ({ value: user.id, label: user.displayName }));
  const former = (session?.mediators ?? [])
    .filter((one) => able.every((other) => other.value !== one.userId))
    .map((one) => ({ value: one.userId, label: one.name }));
  return [...able, ...former];
}

import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { groupRoles, type GroupPerson } from '../../../../src-main/contract/timebank/activity-values.ts';
import { civilDate, id, optionalText } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { RadioGroupField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { MemberField } from '../MemberField.tsx';

interface MemberDialogProps {
  groupId: string;
  /** Absent: somebody new. */
  person?: GroupPerson;
  onClose(): void;
}

/** Takes a person into the group, or changes what the person is in it. */
export function GroupMemberDialog({ opened, ...props }: MemberDialogProps & { opened: boolean }) {
  const { t } = useTranslation('timebankActivities');
  const title = t(props.person ? 'group.editTitle' : 'group.addTitle');
  return (
    <FormDialog opened={opened} onClose={props.onClose} title={title} size="md">
      <GroupMemberForm {...props} label={title} />
    </FormDialog>
  );
}

const memberSchema = z.strictObject({ memberId: id, role: z.enum(groupRoles), joinedOn: civilDate });

function GroupMemberForm({ groupId, person, label, onClose }: MemberDialogProps & { label: string }) {
  const { t } = useTranslation('timebankActivities');
  const form = useAppForm(memberSchema, {
    memberId: person?.memberId ?? '',
    role: person?.role ?? 'member',
    joinedOn: person?.joinedOn ?? todayText(),
  });
  const draft = useDraft(`groupMember:${groupId}:${person?.id ?? 'new'}`, form, { version: person?.version });
  const save = useCommand('timebank.saveGroupMember', {
    form,
    fieldsUnder: 'membership',
    onDone: () => {
      void draft.discard();
      notifyDone(t('group.saved'));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={label}
      onSubmit={(values) =>
        void save.run({
          ...(person ? { id: person.id, version: person.version } : {}),
          membership: { groupId, ...values },
        })
      }
    >
      <Stack>
        {draft.notice}
        {person ? (
          <Text fw={600}>
            {person.name}（{person.volunteerNumber}）
          </Text>
        ) : (
          <MemberField name="memberId" kind="person" label={t('group.person')} required />
        )}
        <RadioGroupField
          name="role"
          label={t('group.role')}
          choices={groupRoles.map((value) => ({ value, label: t(`group.roles.${value}`) }))}
        />
        <DateField name="joinedOn" label={t('group.joinedOn')} emptyValue="" required />
        <Buttons pending={save.pending} onClose={onClose} />
      </Stack>
    </AppForm>
  );
}

/** A person leaves; nothing of what was given is lost. */
export function EndDialog({ person, onClose }: { person: GroupPerson; onClose(): void }) {
  const { t } = useTranslation('timebankActivities');
  return (
    <FormDialog opened onClose={onClose} title={t('group.endTitle', { name: person.name })} size="md">
      <EndForm person={person} onClose={onClose} />
    </FormDialog>
  );
}

const endSchema = z.strictObject({ endedOn: civilDate, reason: optionalText(200) });

function EndForm({ person, onClose }: { person: GroupPerson; onClose(): void }) {
  const { t } = useTranslation('timebankActivities');
  const form = useAppForm(endSchema, { endedOn: todayText(), reason: '' });
  const draft = useDraft(`groupEnd:${person.id}`, form);
  const end = useCommand('timebank.endGroupMember', {
    form,
    onDone: () => {
      void draft.discard();
      notifyDone(t('group.ended', { name: person.name }));
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      label={t('group.endTitle', { name: person.name })}
      onSubmit={(values) => void end.run({ id: person.id, version: person.version, ...values })}
    >
      <Stack>
        {draft.notice}
        <Text>{t('group.endText')}</Text>
        <DateField name="endedOn" label={t('group.endedOn')} emptyValue="" required />
        <TextField name="reason" label={t('field.reason')} />
        <Buttons pending={end.pending} onClose={onClose} />
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

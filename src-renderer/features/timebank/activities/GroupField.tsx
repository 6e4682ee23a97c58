import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../bridge/queries.ts';
import { useField } from '../../../ui/form/field.ts';
import { MemberSelect } from '../MemberField.tsx';

/** The group in whose name people serve; the form holds its id or null. Nothing is shown where no group is on file. */
export function GroupField({
  name,
  label,
  description,
}: {
  name: string;
  label: string;
  description?: string;
}) {
  const { value, set, error, onBlur } = useField<string | null | undefined>(name);
  const groups = useRoute(
    'timebank.listMembers',
    { kind: 'group', page: { offset: 0, limit: 1 } },
    { staleTime: 300_000 },
  );
  if ((groups.data?.total ?? 0) === 0 && (value ?? null) === null) return null;
  return (
    <MemberSelect
      kind="group"
      label={label}
      {...(description === undefined ? {} : { description })}
      name={name}
      value={value ?? ''}
      onChange={(id) => set(id)}
      onBlur={onBlur}
      error={error}
    />
  );
}

/** On a sheet; that of an activity is always in the name of the activity’s group. */
export function SheetGroupField() {
  const { t } = useTranslation('timebankActivities');
  const activity = useField<string | null | undefined>('activityId');
  if ((activity.value ?? null) !== null) return null;
  return <GroupField name="groupId" label={t('field.group')} />;
}

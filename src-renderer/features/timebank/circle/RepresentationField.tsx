import { useTranslation } from 'react-i18next';
import type { RepresentationScope } from '../../../../src-main/contract/timebank/circle.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { SelectField } from '../../../ui/form/fields.tsx';

/**
 * Who asks for it: the member himself, or one of those who may act for him in this today. Not shown for a member for whom
 * nobody acts. The form holds the id of the representation, or null.
 */
export function RepresentationField({
  name,
  memberId,
  scope,
}: {
  name: string;
  memberId: string;
  scope: RepresentationScope;
}) {
  const { t } = useTranslation('timebankCircle');
  const { data } = useRoute('timebank.readCircle', { memberId }, { enabled: memberId !== '' });
  if (!data || memberId === '') return null;
  const acting = data.representatives.filter(
    ({ state, scopes }) => state === 'running' && scopes.includes(scope),
  );
  if (acting.length === 0) return null;
  return (
    <SelectField
      name={name}
      label={t('act.by')}
      placeholder={t('act.self')}
      choices={acting.map((one) => ({
        value: one.id,
        label: t('act.other', { name: one.name, kind: t(`representative.${one.kind}`) }),
      }))}
      clearable
      emptyValue={null}
    />
  );
}

import { useTranslation } from 'react-i18next';
import { relationFields, relationKinds } from '../../../../src-main/contract/timebank/circle.ts';
import { todayText } from '../../../i18n/format.ts';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { SelectField } from '../../../ui/form/fields.tsx';
import { MemberField } from '../MemberField.tsx';
import { ProofFields, TermFields } from './TermFields.tsx';

/** A relative or friend of a member, with what was shown. */
export function RelationDialog({ memberId, onClose }: { memberId: string; onClose(): void }) {
  const { t } = useTranslation('timebankCircle');
  return (
    <CommandDialog
      size="42rem"
      title={t('circle.add')}
      submit={t('common:action.save')}
      route="timebank.recordRelation"
      schema={relationFields}
      defaults={{
        otherId: '',
        kind: 'lineal',
        proofKind: 'householdRegister',
        proofNote: '',
        from: todayText(),
        until: null,
      }}
      draftKey={`relation:${memberId}`}
      fieldsUnder="relation"
      input={(relation) => ({ memberId, relation })}
      done={t('circle.saved')}
      onClose={onClose}
    >
      <MemberField name="otherId" label={t('field.other')} kind="person" required />
      <SelectField
        name="kind"
        label={t('field.kind')}
        choices={relationKinds.map((value) => ({ value, label: t(`relation.${value}`) }))}
        required
      />
      <ProofFields />
      <TermFields />
    </CommandDialog>
  );
}

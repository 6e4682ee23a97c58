import { SimpleGrid, Text } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import {
  representationScopes,
  representativeFields,
  representativeKinds,
} from '../../../../src-main/contract/timebank/circle.ts';
import { todayText } from '../../../i18n/format.ts';
import { MultiSelectField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { MemberField } from '../MemberField.tsx';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { ProofFields, TermFields } from './TermFields.tsx';

/** Somebody who acts for a member is written down: a member, or somebody outside by name and telephone. */
export function RepresentativeDialog({ memberId, onClose }: { memberId: string; onClose(): void }) {
  const { t } = useTranslation('timebankCircle');
  return (
    <CommandDialog
      size="42rem"
      title={t('representatives.add')}
      submit={t('common:action.save')}
      route="timebank.recordRepresentative"
      schema={representativeFields}
      defaults={{
        kind: 'proxy',
        scopes: [],
        representativeId: null,
        name: '',
        phone: '',
        proofKind: 'authorisation',
        proofNote: '',
        from: todayText(),
        until: null,
      }}
      draftKey={`representative:${memberId}`}
      fieldsUnder="representative"
      input={(representative) => ({ memberId, representative })}
      done={t('representatives.saved')}
      onClose={onClose}
    >
      <RepresentativeForm />
    </CommandDialog>
  );
}

function RepresentativeForm() {
  const { t } = useTranslation('timebankCircle');
  const { watch } = useFormContext();
  const [kind, chosen] = watch(['kind', 'representativeId']) as [string, string | null];
  return (
    <>
      <SelectField
        name="kind"
        label={t('field.representativeKind')}
        choices={representativeKinds.map((value) => ({ value, label: t(`representative.${value}`) }))}
        required
      />
      {kind === 'proxy' && (
        <MultiSelectField
          name="scopes"
          label={t('field.scopes')}
          choices={representationScopes.map((value) => ({ value, label: t(`scope.${value}`) }))}
          required
        />
      )}
      <Text size="sm" c="dimmed">
        {t('field.whoHint')}
      </Text>
      <MemberField
        name="representativeId"
        label={t('field.representativeMember')}
        kind="person"
        emptyValue={null}
      />
      {!chosen && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextField name="name" label={t('field.name')} required />
          <TextField name="phone" label={t('field.phone')} inputMode="tel" required />
        </SimpleGrid>
      )}
      <ProofFields />
      <TermFields />
    </>
  );
}

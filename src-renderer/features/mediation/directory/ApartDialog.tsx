import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PartyView } from '../../../../src-main/contract/people.ts';
import { people } from '../../../../src-main/contract/people.ts';
import { TextField } from '../../../ui/form/fields.tsx';
import { RecordDialog } from '../proceedings/RecordDialog.tsx';

const schema = people.tellPartiesApart.input.pick({ note: true });

interface Props {
  one: PartyView;
  other: PartyView;
  onClose(): void;
}

/** Tells two entries apart: what that means, and, if wanted, how one knows. */
export function ApartDialog({ one, other, onClose }: Props) {
  const { t } = useTranslation('people');
  return (
    <RecordDialog
      title={t('doubles.apart')}
      schema={schema}
      initial={{ note: '' }}
      draftKey={`partiesApart:${one.id}:${other.id}`}
      command="people.tellPartiesApart"
      toInput={({ note }) => ({
        oneId: one.id,
        oneVersion: one.version,
        otherId: other.id,
        otherVersion: other.version,
        note,
      })}
      intro={<Text>{t('doubles.apartText', { one: one.name, other: other.name })}</Text>}
      submitLabel={t('doubles.apart')}
      submitOnEnter
      doneText={t('doubles.apartDone')}
      size="36rem"
      onClose={onClose}
    >
      <TextField name="note" label={t('doubles.apartNote')} />
    </RecordDialog>
  );
}
